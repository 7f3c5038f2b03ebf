package io.github.filevineagent.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.filevineagent.standin.Answers;
import io.github.filevineagent.standin.LoopbackServer;
import io.github.filevineagent.standin.Tls;
import io.github.filevineagent.standin.TokenEndpointRules;
import io.github.filevineagent.standin.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HeldCertificate;

/**
 * The server process: a token endpoint and a gateway over HTTP/1.1; a gateway over HTTP/2 and TLS; and a token endpoint and a
 * gateway over HTTP/2 and TLS whose answers take their time. Prints its four ports and runs until its standard input ends.
 */
final class StandIn {
    /** Where tokens last for hours, and where they last for two seconds. */
    static final String LASTING = "/lasting/connect/token";

    static final String SHORT = "/short/connect/token";

    static final String GATEWAY_PATH = "/fv-app/v2/projects/1";

    /** What an answer takes where servers are remote. */
    static final Duration LATENCY = Duration.ofMillis(50);

    /** Held, or the logging framework may forget the level. */
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    private StandIn() {}

    /** Runs with one argument: the file to write a trust store to. */
    public static void main(String[] args) throws Exception {
        SERVER_LOG.setLevel(Level.OFF);
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        Path unused = Tls.writeTrustStore(Path.of(args[0]), certificate);
        HttpServer http1 = http1();
        MockWebServer http2 = http2(certificate, Duration.ZERO, StandIn::gatewayAnswer);
        MockWebServer remoteIdentity = http2(certificate, LATENCY, StandIn::identityAnswer);
        MockWebServer remoteGateway = http2(certificate, LATENCY, StandIn::gatewayAnswer);
        System.out.println(http1.getAddress().getPort() + " " + http2.getPort() + " " + remoteIdentity.getPort() + " "
                + remoteGateway.getPort());
        while (System.in.read() != -1) {
            // Nothing is sent.
        }
        System.exit(0);
    }

    private static HttpServer http1() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.createContext(LASTING, exchange -> exchange(exchange, LASTING, 7_200));
        server.createContext(SHORT, exchange -> exchange(exchange, SHORT, 2));
        server.createContext("/open", exchange -> answer(exchange, 200, "{}"));
        server.createContext("/fv-app", exchange -> {
            boolean valid = Token.isValid(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, valid ? 200 : 401, "{}");
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return server;
    }

    private static void exchange(HttpExchange exchange, String path, int seconds) throws IOException {
        Verdict verdict = TokenEndpointRules.at(path)
                .judge(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        name -> exchange.getRequestHeaders().getOrDefault(name, List.of()),
                        exchange.getRequestBody().readAllBytes(),
                        Workplace.PAT::equals);
        // A program whose exchange is wrong must not be measured: without a token it fails.
        answer(exchange, verdict.status(), verdict.isGranted() ? grant(seconds) : verdict.json());
    }

    private static String grant(int seconds) {
        return Answers.grantJson(Token.lasting(seconds), Duration.ofSeconds(seconds), TokenEndpointRules.DEFAULT_SCOPE);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static MockResponse identityAnswer(RecordedRequest request) {
        Verdict verdict = TokenEndpointRules.at(LASTING).judge(request, Workplace.PAT::equals);
        return Answers.json(verdict.status(), verdict.isGranted() ? grant(7_200) : verdict.json());
    }

    private static MockResponse gatewayAnswer(RecordedRequest request) {
        return Answers.json(Token.isValid(request.getHeaders().get("Authorization")) ? 200 : 401, "{}");
    }

    private static MockWebServer http2(
            HeldCertificate certificate, Duration latency, Function<RecordedRequest, MockResponse> answers)
            throws IOException {
        return LoopbackServer.https(
                Tls.serverSockets(certificate),
                request -> answers.apply(request)
                        .newBuilder()
                        .headersDelay(latency.toMillis(), TimeUnit.MILLISECONDS)
                        .build());
    }
}
