package io.github.filevineagent.benchmark.hooks;

import io.github.filevineagent.bootstrap.Dispatcher;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The hooks as {@link HookBenchmark} calls them, with some requests by turns, each of which names an organisation: one of
 * so many as {@code benchmark.organisations} says, from 1 on. They are so few that the processor's caches hold all that
 * they need, as it is the choice that is measured, and not the memory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
// JMH calls the set-up before anything else, and consumes what is returned.
@SuppressWarnings({"NullAway.Init", "FutureReturnValueIgnored"})
public class FirmsBenchmark {
    /** A power of two. */
    private static final int REQUESTS = 16;

    private final Object[] exchanges = new Object[REQUESTS];
    private final HttpURLConnection[] connections = new HttpURLConnection[REQUESTS];
    private int next;

    @Setup(Level.Trial)
    public void recordCalls() throws Exception {
        URI gateway = URI.create(System.getProperty("benchmark.gateway"));
        int organisations = Integer.getInteger("benchmark.organisations");
        for (int i = 0; i < REQUESTS; i++) {
            // They come from everywhere, as the number has no factor in common with a thousand.
            Recorder call = Recorder.record(gateway, String.valueOf(1 + i * 389 % organisations));
            exchanges[i] = call.exchange();
            connections[i] = call.connection();
        }
    }

    @Benchmark
    public @Nullable Object clientFirms() {
        return Dispatcher.beforeExchange(exchanges[next++ & (REQUESTS - 1)]);
    }

    @Benchmark
    public void connectionFirms() throws IOException {
        Dispatcher.beforeWrite(connections[next++ & (REQUESTS - 1)]);
    }
}
