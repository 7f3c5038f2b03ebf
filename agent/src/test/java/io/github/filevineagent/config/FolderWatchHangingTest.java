package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A file system that does not answer, for one file or for all: it holds up nothing else, and few threads. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FolderWatchHangingTest {
    private static final String DOES_NOT_ANSWER = "does not answer; its file system may hang";

    private final HangingFolder folder = new HangingFolder();
    private final DirectoryOfProfiles directory =
            new DirectoryOfProfiles(Path.of("firms"), folder, TimeUnit.SECONDS.toNanos(1));

    @AfterEach
    void letGo() {
        folder.letGo();
    }

    @Test
    void look_oneFileHangs_theOthersAreRead() {
        folder.add("a", "b", "c");
        folder.hang("b");

        directory.look().look();

        assertThat(directory.organisations()).isEqualTo("a=a c=c");
        assertThat(directory.news())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("filevine.profiles-dir: new profiles: a, c."),
                        line -> assertThat(line)
                                .startsWith("warn: profile b (file DIR/b.properties): " + DOES_NOT_ANSWER));
        assertThat(folder.reads("b")).isEqualTo(1);

        folder.letGo();
        directory.look();
        assertThat(directory.organisations()).isEqualTo("a=a b=b c=c");
        assertThat(directory.news())
                .contains("filevine.profiles-dir: nothing is wrong any more with DIR/b.properties.");
    }

    /** As when somebody has its link lead to another file system: whoever hangs does so on the old one. */
    @Test
    void look_otherFileInPlaceOfOneThatHangs_isRead() {
        folder.add("a", "b");
        folder.hang("b");
        directory.look().look();
        assertThat(directory.organisations()).isEqualTo("a=a");

        folder.replace("b");
        directory.look().look();

        assertThat(directory.organisations()).isEqualTo("a=a b=b");
        assertThat(folder.hangingThreads()).isEqualTo(1);

        folder.hang("b");
        directory.pass(60);
        directory.look().look();
        assertThat(folder.hangingThreads()).as("once more, and not each time").isEqualTo(2);
    }

    @Test
    void look_fileOfARunningProfileHangs_itGoesOn() {
        folder.add("a", "b");
        ProfileConfig before = directory.look().profiles().get("b");
        directory.pass(60);
        folder.hang("b");
        folder.add("c");

        directory.look();

        assertThat(directory.organisations()).isEqualTo("a=a b=b c=c");
        assertThat(directory.profiles().get("b")).isSameAs(before);
    }

    @Test
    void look_manyFilesHang_holdsAFewThreads() {
        folder.add("a", "b", "c", "d", "e", "f", "g", "h", "i");
        folder.hang("a", "b", "c", "d", "e", "f", "g", "h");

        directory.look().look();
        directory.pass(600);
        directory.look();

        assertThat(folder.hangingThreads()).isEqualTo(5);
        assertThat(directory.news())
                .containsExactly("warn: filevine.profiles-dir: DIR " + DOES_NOT_ANSWER
                        + ". There are no profiles from it before it can be read.");
        folder.letGo();
        directory.look();
        assertThat(directory.profiles()).hasSize(9);
    }

    @Test
    void look_directoryHangs_changesNothingAndIsSaidOnce() {
        folder.add("a");
        ProfileConfig before = directory.look().profiles().get("a");
        directory.news();
        folder.hang(HangingFolder.DIRECTORY);

        directory.look().look();
        assertThat(directory.profiles()).isEqualTo(Map.of("a", before));
        assertThat(directory.news())
                .containsExactly("warn: filevine.profiles-dir: DIR " + DOES_NOT_ANSWER
                        + ". The profiles from it go on as they are.");
        assertThat(folder.hangingThreads()).as("no further one for now").isEqualTo(1);

        folder.letGo();
        folder.add("b");
        directory.look();
        assertThat(directory.organisations()).isEqualTo("a=a b=b");
        assertThat(directory.news())
                .containsExactly(
                        "filevine.profiles-dir: DIR can be read now.", "filevine.profiles-dir: new profiles: b.");
    }

    /** Whoever hangs does so on the old one for ever. */
    @Test
    void look_directoryHangsAndIsMountedAnew_isReadWithinAMinute() {
        folder.add("a");
        folder.hang(HangingFolder.DIRECTORY);
        directory.look();
        folder.mountAnew();

        directory.look();
        assertThat(directory.profiles()).isEmpty();
        directory.pass(60);
        directory.look();

        assertThat(directory.organisations()).isEqualTo("a=a");
        assertThat(folder.hangingThreads()).isEqualTo(1);
    }

    @Test
    void look_directoryHangsForHours_holdsAFewThreads() {
        folder.hang(HangingFolder.DIRECTORY);
        for (int i = 0; i < 12; i++) {
            directory.look();
            directory.pass(60);
        }

        assertThat(folder.hangingThreads()).isEqualTo(5);
        assertThat(directory.news()).hasSize(1);
    }

    /** A read that is slow, but goes on, as of a thousand files on a busy server. */
    @Test
    void look_directoryThatIsSlow_isNoneThatHangs() {
        for (int i = 10; i < 40; i++) {
            folder.add("firm-" + i);
        }
        folder.delayMillis = 60;

        directory.look();

        assertThat(directory.profiles()).hasSize(30);
        assertThat(directory.news()).hasSize(1);
    }

    /** Has files in memory, of which some hang. Thread-safe. */
    private static final class HangingFolder implements Folder {
        static final String DIRECTORY = "";

        private final Map<String, byte[]> files = new ConcurrentHashMap<>();
        private final Map<String, Integer> reads = new ConcurrentHashMap<>();
        private final Set<String> hanging = ConcurrentHashMap.newKeySet();
        private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
        private final AtomicInteger replacements = new AtomicInteger();
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile long delayMillis;

        void add(String... names) {
            for (String name : names) {
                files.put(name + ".properties", ("pat=p\norg-id=" + name).getBytes(StandardCharsets.UTF_8));
            }
        }

        void hang(String... names) {
            for (String name : names) {
                hanging.add(name.equals(DIRECTORY) ? name : name + ".properties");
            }
        }

        void letGo() {
            hanging.clear();
            end.countDown();
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        void replace(String name) {
            hanging.remove(name + ".properties");
            replacements.incrementAndGet();
        }

        void mountAnew() {
            hanging.clear();
        }

        int reads(String name) {
            return reads.getOrDefault(name + ".properties", 0);
        }

        long hangingThreads() {
            return threads.stream().filter(Thread::isAlive).count();
        }

        private void hangIf(String name) {
            if (hanging.contains(name)) {
                threads.add(Thread.currentThread());
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public @Nullable Object identity() {
            hangIf(DIRECTORY);
            return null;
        }

        @Override
        public List<String> names() {
            return files.keySet().stream().sorted().collect(Collectors.toList());
        }

        @Override
        public Object entry(String name) {
            return name + replacements;
        }

        @Override
        public Stamp stamp(String name) {
            return new Stamp(true, bytesOf(name).length, 0, 0, name);
        }

        @Override
        public byte[] read(String name, int most) {
            reads.merge(name, 1, Integer::sum);
            hangIf(name);
            try {
                // Some of what a look waits for is not its own progress.
                boolean unused = new CountDownLatch(1).await(delayMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return bytesOf(name);
        }

        private byte[] bytesOf(String name) {
            return Objects.requireNonNull(files.get(name));
        }
    }
}
