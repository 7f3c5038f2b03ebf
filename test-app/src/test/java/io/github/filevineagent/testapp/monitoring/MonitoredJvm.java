package io.github.filevineagent.testapp.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A JVM with {@link MonitoredApp}, the packaged agent, and the exporter with the configuration that is delivered. */
final class MonitoredJvm implements AutoCloseable {
    static final Path DELIVERED = Path.of("src/delivery/prometheus");

    private static final Path EXPORTER = Path.of("target/guests/jmx_prometheus_javaagent.jar");
    private static final Path CLASSES = Path.of("target/library-classes");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Jdk jdk;
    private final Process process;
    private final Path out;
    private final Path err;
    private final URI metrics;

    private MonitoredJvm(Jdk jdk, Process process, Path out, Path err, URI metrics) {
        this.jdk = jdk;
        this.process = process;
        this.out = out;
        this.err = err;
        this.metrics = metrics;
    }

    static MonitoredJvm start(
            Jdk jdk, Order order, String agentOption, List<String> options, String address, Path directory)
            throws IOException {
        int port = freePort();
        String exporterOption =
                "-javaagent:" + EXPORTER + "=127.0.0.1:" + port + ":" + DELIVERED.resolve("jmx-exporter.yaml");
        List<String> words = new ArrayList<>();
        words.add(jdk.tool("java").toString());
        words.addAll(order.arrange(agentOption, exporterOption));
        words.addAll(options);
        words.addAll(List.of("-cp", CLASSES.toString(), MonitoredApp.class.getName(), address));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FILEVINE_") || name.contains("JAVA_"));
        return new MonitoredJvm(jdk, builder.start(), out, err, URI.create("http://127.0.0.1:" + port + "/metrics"));
    }

    /** Returns the first scrape that is as it should be. */
    Scrape scrapeWhen(Predicate<Scrape> condition) {
        AtomicReference<@Nullable Scrape> last = new AtomicReference<>();
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> {
                        Scrape scrape = scrape();
                        last.set(scrape);
                        return condition.test(scrape);
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("scraped " + last.get() + "\n" + messages(), e);
        }
        return Objects.requireNonNull(last.get());
    }

    private Scrape scrape() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(10)).build();
        return Scrape.of(client.send(request, BodyHandlers.ofString()).body());
    }

    /** Has the application make calls for a firm at the same time, and waits until each has been answered with 200. */
    void call(String organisation, int times) throws IOException {
        long before = lines(out);
        Writer input = process.outputWriter(UTF_8);
        input.write(organisation + " " + times + "\n");
        input.flush();
        await().atMost(PATIENCE).until(() -> lines(out) > before);
        assertThat(Files.readAllLines(out).get((int) before))
                .as(messages())
                .isEqualTo(Collections.nCopies(times, 200).toString());
    }

    /** Has the application end by itself. */
    void end() throws IOException, InterruptedException {
        process.outputWriter(UTF_8).close();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(messages())
                .isTrue();
        assertThat(process.exitValue()).as(messages()).isZero();
        jdk.recordUse();
    }

    /** Returns what the JVM has written to standard error. */
    String messages() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static long lines(Path file) throws IOException {
        return Files.readString(file).chars().filter(c -> c == '\n').count();
    }

    /** The exporter can't tell which one it has taken. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
