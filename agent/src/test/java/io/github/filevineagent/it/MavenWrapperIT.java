package io.github.filevineagent.it;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.support.Command;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer needs a JDK and nothing else: {@code mvnw} brings Maven, from a mirror where that is set, and as it should be. */
@Tag(SAME_ON_EVERY_JDK)
class MavenWrapperIT {
    private static final Path ROOT = Path.of("..");
    private static final String WRAPPER = "/org/apache/maven/wrapper/maven-wrapper/3.3.4/maven-wrapper-3.3.4.jar";
    private static final String MAVEN = "/org/apache/maven/apache-maven/3.9.16/apache-maven-3.9.16-bin.zip";

    /** Of what every system has; neither unzip nor curl nor wget. The last is macOS' checksum. */
    private static final List<String> TOOLS = List.of(
            "sh",
            "uname",
            "dirname",
            "basename",
            "tr",
            "cat",
            "rm",
            "mkdir",
            "expr",
            "ls",
            "sed",
            "sha256sum",
            "shasum");

    private final Map<String, byte[]> mirrored = new ConcurrentHashMap<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final MockWebServer mirror = new MockWebServer();

    @TempDir
    private Path directory;

    @BeforeEach
    void setUp() throws IOException {
        assumeThat(File.separatorChar).as("mvnw; Windows has mvnw.cmd").isEqualTo('/');
        copyWrapper();
        for (String tool : TOOLS) {
            for (String folder : List.of("/usr/bin", "/bin")) {
                Path program = Path.of(folder, tool);
                Path link = Files.createDirectories(directory.resolve("bin")).resolve(tool);
                if (Files.exists(program) && Files.notExists(link)) {
                    Files.createSymbolicLink(link, program);
                }
            }
        }
        mirrored.put(WRAPPER, Files.readAllBytes(BuildDirectory.guest("maven-wrapper.jar")));
        mirrored.put(MAVEN, Files.readAllBytes(BuildDirectory.guest("apache-maven-bin.zip")));
        mirror.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getUrl().encodedPath();
                requests.add(path);
                byte[] file = mirrored.get(path);
                return file == null
                        ? new MockResponse.Builder().code(404).build()
                        : new MockResponse.Builder()
                                .body(new Buffer().write(file))
                                .build();
            }
        });
        mirror.start();
    }

    @AfterEach
    void tearDown() throws IOException {
        mirror.close();
    }

    @Test
    void mvnw_firstCall_bringsMavenFromTheMirrorAndStartsIt() throws Exception {
        Command.Finished first = mvnw();

        assertThat(first.status()).as(first.toString()).isZero();
        assertThat(first.out()).contains("Apache Maven 3.9.16 ");
        assertThat(requests).containsExactly(WRAPPER, MAVEN);

        Command.Finished second = mvnw();
        assertThat(second.status()).as(second.toString()).isZero();
        assertThat(requests).as("kept").hasSize(2);
    }

    @Test
    void mvnw_otherMaven_isRefused() throws Exception {
        mirrored.computeIfPresent(MAVEN, (path, file) -> changed(file));

        Command.Finished refused = mvnw();

        assertThat(refused.status()).as(refused.toString()).isNotZero();
        assertThat(refused.toString()).contains("SHA-256").doesNotContain("Apache Maven 3.9.16 ");
    }

    @Test
    void mvnw_otherWrapper_isRefusedBeforeItRuns() throws Exception {
        mirrored.computeIfPresent(WRAPPER, (path, file) -> changed(file));

        Command.Finished refused = mvnw();

        assertThat(refused.status()).as(refused.toString()).isNotZero();
        assertThat(refused.err()).contains("Failed to validate Maven wrapper SHA-256");
        assertThat(requests).containsExactly(WRAPPER);
    }

    private Command.Finished mvnw() throws IOException, InterruptedException {
        return Command.of(List.of(directory.resolve("project/.mvn/mvnw").toString(), "--version"))
                .in(directory.resolve("project"))
                .environment(Map.of(
                        "PATH", directory.resolve("bin").toString(),
                        "HOME", directory.toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "MAVEN_USER_HOME", directory.resolve("m2").toString(),
                        "MVNW_REPOURL", "http://localhost:" + mirror.getPort()))
                .run();
    }

    /** As a clone has them. */
    private void copyWrapper() throws IOException {
        Path wrapper = Files.createDirectories(directory.resolve("project/.mvn/wrapper"));
        Files.copy(ROOT.resolve(".mvn/mvnw"), directory.resolve("project/.mvn/mvnw"));
        Files.copy(ROOT.resolve(".mvn/jvm.config"), wrapper.resolveSibling("jvm.config"));
        for (String name : List.of("maven-wrapper.properties", "MavenWrapperDownloader.java")) {
            Files.copy(ROOT.resolve(".mvn/wrapper").resolve(name), wrapper.resolve(name));
        }
    }

    private static byte[] changed(byte[] file) {
        byte[] changed = file.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }
}
