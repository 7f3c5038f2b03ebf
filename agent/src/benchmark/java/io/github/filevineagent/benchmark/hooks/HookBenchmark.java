package io.github.filevineagent.benchmark.hooks;

import io.github.filevineagent.bootstrap.Dispatcher;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
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
 * The hooks as the JDK's woven classes call them, with the JDK's own objects from a call that was made. Runs with the
 * agent attached, and with the addresses of a gateway and of another host in {@code benchmark.gateway} and {@code
 * benchmark.other}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
// JMH calls the set-up before anything else, and consumes what is returned.
@SuppressWarnings({"NullAway.Init", "FutureReturnValueIgnored"})
public class HookBenchmark {
    private static final String NAME = "Authorization";

    private Object gatewayExchange;
    private Object otherExchange;
    private Object answer;
    private HttpURLConnection gatewayConnection;
    private HttpURLConnection otherConnection;
    private String authorization;

    @Setup(Level.Trial)
    public void recordCalls() throws Exception {
        authorization = "Bearer " + "x".repeat(900);
        Recorder gateway = Recorder.record(URI.create(System.getProperty("benchmark.gateway")));
        gatewayExchange = gateway.exchange();
        gatewayConnection = gateway.connection();
        answer = gateway.response();
        Recorder other = Recorder.record(URI.create(System.getProperty("benchmark.other")));
        otherExchange = other.exchange();
        otherConnection = other.connection();
    }

    @Benchmark
    public @Nullable Object clientOtherHost() {
        return Dispatcher.beforeExchange(otherExchange);
    }

    @Benchmark
    public void connectionOtherHost() throws IOException {
        Dispatcher.beforeWrite(otherConnection);
    }

    @Benchmark
    public @Nullable Object clientGateway() {
        return Dispatcher.beforeExchange(gatewayExchange);
    }

    @Benchmark
    public void clientGatewayByHand() throws Throwable {
        JdkMembers.setHeader(gatewayExchange, NAME, authorization);
    }

    /** The answer arrives after the hook on the request's way out has been called. */
    @Benchmark
    public Object clientGatewayAnswer() {
        CompletableFuture<Object> response = new CompletableFuture<>();
        CompletableFuture<Object> seen = Dispatcher.afterExchange(response, gatewayExchange);
        response.complete(answer);
        return seen;
    }

    @Benchmark
    public Object clientGatewayAnswerByHand() {
        CompletableFuture<Object> response = new CompletableFuture<>();
        response.complete(answer);
        return response;
    }

    @Benchmark
    public void connectionGateway() throws IOException {
        Dispatcher.beforeWrite(gatewayConnection);
    }

    @Benchmark
    public void connectionGatewayByHand() throws Throwable {
        JdkMembers.setHeader(gatewayConnection, NAME, authorization);
    }
}
