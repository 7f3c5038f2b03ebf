package io.github.filevineagent.testapp.integration;

import io.github.filevineagent.standin.TokenEndpointRules;
import io.github.filevineagent.testapp.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.ByteString;

/** Stands before a stand-in's gateway and adds an access token, so that the program can be tested without the agent. */
final class AuthorizingProxy extends Dispatcher {
    private final MockWebServer server = new MockWebServer();
    private final HttpClient client;
    private final StandIn standIn;
    private final String authorization;

    AuthorizingProxy(StandIn standIn, String personalAccessToken) throws IOException, InterruptedException {
        this.standIn = standIn;
        this.client =
                HttpClient.newBuilder().sslContext(standIn.clientContext()).build();
        this.authorization = "Bearer " + obtainToken(personalAccessToken);
        server.useHttps(standIn.serverSockets());
        server.setDispatcher(this);
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    URI address() {
        return URI.create("https://localhost:" + server.getPort());
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        ByteString body = request.getBody();
        HttpRequest.Builder forwarded = HttpRequest.newBuilder(standIn.gateway().resolve(request.getTarget()))
                .header("Authorization", authorization)
                .method(
                        request.getMethod(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.toByteArray()));
        String organisation = request.getHeaders().get("x-fv-orgid");
        if (organisation != null) {
            forwarded.header("x-fv-orgid", organisation);
        }
        try {
            return copy(client.send(forwarded.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MockResponse copy(HttpResponse<byte[]> response) {
        MockResponse.Builder copy =
                new MockResponse.Builder().code(response.statusCode()).body(new Buffer().write(response.body()));
        for (String name : new String[] {"Content-Type", "Location"}) {
            response.headers().firstValue(name).ifPresent(value -> copy.setHeader(name, value));
        }
        return copy.build();
    }

    private String obtainToken(String personalAccessToken) throws IOException, InterruptedException {
        String form = "grant_type=personal_access_token&scope="
                + URLEncoder.encode(TokenEndpointRules.DEFAULT_SCOPE, StandardCharsets.UTF_8)
                + "&token="
                + URLEncoder.encode(personalAccessToken, StandardCharsets.UTF_8);
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(standIn.identity().resolve("/connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the stand-in's identity server refused the exchange: " + response.body());
        }
        return response.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    @Override
    public void close() {
        super.close();
        server.close();
    }
}
