package io.github.filevineagent.it.client;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Each method and each body publisher of {@code HttpClient}, sent synchronously and asynchronously. */
@SuppressWarnings("ImmutableEnumChecker") // The suppliers have no state.
enum HttpClientRequest implements Scenario {
    GET("GET", BodyPublishers::noBody),
    HEAD("HEAD", BodyPublishers::noBody),
    DELETE("DELETE", BodyPublishers::noBody),
    OPTIONS("OPTIONS", BodyPublishers::noBody),
    REPORT("REPORT", () -> BodyPublishers.ofString("what happened")),
    PUT("PUT", () -> BodyPublishers.ofString("new")),
    PATCH("PATCH", () -> BodyPublishers.ofString("change")),
    POST_NOTHING("POST", BodyPublishers::noBody),
    POST_STRING("POST", () -> BodyPublishers.ofString("grüße")),
    POST_BYTES("POST", () -> BodyPublishers.ofByteArray(bytes("bytes"))),
    POST_BYTE_ARRAYS("POST", () -> BodyPublishers.ofByteArrays(List.of(bytes("byte"), bytes("s")))),
    POST_FILE("POST", () -> BodyPublishers.ofFile(file())),
    POST_STREAM("POST", () -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes("stream")))),
    POST_PUBLISHER("POST", () -> BodyPublishers.fromPublisher(BodyPublishers.ofString("published"))),
    POST_PUBLISHER_OF_LENGTH("POST", () -> BodyPublishers.fromPublisher(BodyPublishers.ofString("published"), 9)),
    POST_CONCAT("POST", () -> concat(BodyPublishers.ofString("one "), BodyPublishers.ofString("two")));

    private final String method;
    private final Callable<BodyPublisher> body;

    HttpClientRequest(String method, Callable<BodyPublisher> body) {
        this.method = method;
        this.body = body;
    }

    @Override
    public void run(Call call) throws Exception {
        call.report("sync", call.send(call.client(), request(call, "ok?sync")));
        call.report(
                "async",
                call.client()
                        .sendAsync(request(call, "ok?async"), BodyHandlers.ofString())
                        .get());
    }

    private HttpRequest request(Call call, String steps) throws Exception {
        return call.request("gateway", steps)
                .method(method, body.call())
                .header("X-App", "kept")
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Path file() throws Exception {
        Path file = Files.createTempFile("body", ".txt");
        file.toFile().deleteOnExit();
        return Files.writeString(file, "from a file");
    }

    /** {@code BodyPublishers.concat} came with JDK 16; before it, its first argument. */
    private static BodyPublisher concat(BodyPublisher... parts) throws Exception {
        if (Runtime.version().feature() < 16) {
            return parts[0];
        }
        return (BodyPublisher)
                BodyPublishers.class.getMethod("concat", BodyPublisher[].class).invoke(null, (Object) parts);
    }
}
