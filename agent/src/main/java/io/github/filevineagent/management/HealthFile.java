package io.github.filevineagent.management;

import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.common.AgentThread;
import io.github.filevineagent.common.Log;
import io.github.filevineagent.refresh.TokenStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a file for probes: it is there as long as a profile has a valid token, or gets one when a request wants it, and is
 * written anew every 10 seconds. Within is a line for each profile. So who can ask only whether there is a file may ask that,
 * who can ask how old it is finds out that a JVM has crashed, and who can read it finds one profile among many.
 *
 * <p>One valid token is enough: of a thousand firms, one whose credentials are refused must not take the others' service away.
 *
 * <p>For a thread of its own, since a file system can hang. That thread, and no other, touches the file; then the file gets
 * old, and nothing else happens.
 */
public final class HealthFile implements Runnable {
    private static final long LOOK_MILLIS = 1000;
    private static final long LONGEST_END_MILLIS = 1000;

    /** A sixth of what {@code find -mmin -1} can tell. */
    private static final long AGE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String path;
    private final Supplier<List<Profile>> profiles;
    private final Log log;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** What is in the file, or null if there is none. For the thread, as are the next two. */
    private @Nullable String written;

    private long writtenNanos;
    private boolean warned;

    private HealthFile(String path, Supplier<List<Profile>> profiles, Log log) {
        this.path = path;
        this.profiles = profiles;
        this.log = log;
    }

    /**
     * Begins, until the JVM ends.
     *
     * @param profiles gives those of the moment
     */
    public static void start(String path, Supplier<List<Profile>> profiles, Log log) {
        HealthFile unused = startFor(path, profiles, log);
    }

    static HealthFile startFor(String path, Supplier<List<Profile>> profiles, Log log) {
        HealthFile health = new HealthFile(path, profiles, log);
        Thread thread = AgentThread.create("health", health);
        thread.start();
        try {
            Runtime.getRuntime().addShutdownHook(AgentThread.create("health-end", () -> health.endSoon(thread)));
        } catch (IllegalStateException e) {
            // The JVM ends already.
            health.end();
        }
        return health;
    }

    /** Removes what a JVM has left that could not do so itself. Then keeps the file until {@link #end}. */
    @Override
    public void run() {
        try {
            Path file = Path.of(path).toAbsolutePath();
            look(file, null);
            do {
                look(file, contents(profiles.get()));
            } while (!awaitEnd());
            look(file, null);
        } catch (InvalidPathException e) {
            warn(e);
        } catch (InterruptedException e) {
            // Nothing of ours does this; whoever does wants the thread to end.
            Thread.currentThread().interrupt();
        }
    }

    private void look(Path file, @Nullable String contents) {
        try {
            if (contents == null) {
                written = null;
                Files.deleteIfExists(file);
            } else if (!contents.equals(written) || System.nanoTime() - writtenNanos >= AGE_NANOS) {
                write(file, contents);
                written = contents;
                writtenNanos = System.nanoTime();
            }
            warned = false;
        } catch (IOException | RuntimeException e) {
            warn(e);
        }
    }

    /** By way of another file, so that who reads it never finds half. */
    private static void write(Path file, String contents) throws IOException {
        Path next = file.resolveSibling(Objects.requireNonNull(file.getFileName()) + ".next");
        // As a new file: a link that somebody has put there is not followed.
        Files.deleteIfExists(next);
        Files.write(
                next,
                contents.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void warn(Exception failure) {
        if (!warned) {
            log.warn("filevine.health-file can't be kept at " + path + " (" + failure
                    + "), so probes may see no valid token. Requests are not affected. Its directory must exist, and this"
                    + " JVM's user must be allowed to write there.");
        }
        warned = true;
    }

    /** Returns a line for each profile, or null if none has a token, nor gets one by asking. */
    private static @Nullable String contents(List<Profile> profiles) {
        StringBuilder lines = new StringBuilder();
        boolean well = false;
        for (Profile profile : profiles) {
            TokenStatus status = profile.tokens().status();
            well |= status.usableUntil() != null || status.state() == TokenStatus.State.UNUSED;
            lines.append(profile.name()).append(' ').append(status.state());
            if (status.usableUntil() != null) {
                lines.append(" until ").append(status.usableUntil());
            }
            lines.append('\n');
        }
        return well ? lines.toString() : null;
    }

    private boolean awaitEnd() throws InterruptedException {
        return ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void end() {
        ended.countDown();
    }

    /** At the JVM's end, which does not wait for a file system that hangs. */
    private void endSoon(Thread thread) {
        end();
        try {
            thread.join(LONGEST_END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
