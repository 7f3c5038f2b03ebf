package io.github.filevineagent.standin;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** Starts servers that only this machine can reach. */
public final class LoopbackServer {
    private LoopbackServer() {}

    /** Returns a server at a free port, which speaks http. It keeps no request. */
    public static MockWebServer http(Function<RecordedRequest, MockResponse> answers) throws IOException {
        return started(new MockWebServer(), answers);
    }

    /** Returns a server at a free port, which speaks https, HTTP/1.1 and HTTP/2. It keeps no request. */
    public static MockWebServer https(SSLSocketFactory sockets, Function<RecordedRequest, MockResponse> answers)
            throws IOException {
        MockWebServer server = new MockWebServer();
        server.useHttps(sockets);
        return started(server, answers);
    }

    private static MockWebServer started(MockWebServer server, Function<RecordedRequest, MockResponse> answers)
            throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                // The server keeps each request until somebody takes it.
                @Nullable RecordedRequest unused = server.takeRequest(0, TimeUnit.MILLISECONDS);
                return answers.apply(request);
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server;
    }
}
