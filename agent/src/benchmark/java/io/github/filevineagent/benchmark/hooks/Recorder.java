package io.github.filevineagent.benchmark.hooks;

import io.github.filevineagent.bootstrap.Dispatcher;
import io.github.filevineagent.bootstrap.Hooks;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Gets hold of the JDK's objects that the hooks are called with: puts itself between the dispatcher and the agent's own
 * hooks while it makes one real call through each client.
 */
final class Recorder implements Hooks {
    private static final String ORGANISATION = "x-fv-orgid";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Hooks agent;
    private @Nullable Object exchange;
    private @Nullable CompletableFuture<Object> response;
    private @Nullable HttpURLConnection connection;

    private Recorder(Hooks agent) {
        this.agent = agent;
    }

    /** Makes the two calls. The threads of a benchmark take turns, since there is one dispatcher. */
    static Recorder record(URI uri) throws Exception {
        return record(uri, null);
    }

    /** As {@link #record(URI)}, with an organisation in {@code x-fv-orgid}. */
    static synchronized Recorder record(URI uri, @Nullable String organisation) throws Exception {
        // The agent defines the dispatcher when these two are loaded; before, it would be found in the agent's jar.
        call(uri, organisation);
        if (Dispatcher.class.getClassLoader() != null) {
            throw new IllegalStateException("the agent has not defined its dispatcher in the boot loader");
        }
        Field hooks = Dispatcher.class.getDeclaredField("hooks");
        hooks.setAccessible(true);
        Recorder recorder = new Recorder((Hooks) hooks.get(null));
        Dispatcher.connect(recorder);
        try {
            call(uri, organisation);
        } finally {
            Dispatcher.connect(recorder.agent);
        }
        return recorder;
    }

    private static void call(URI uri, @Nullable String organisation) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        if (organisation != null) {
            request.header(ORGANISATION, organisation);
            connection.setRequestProperty(ORGANISATION, organisation);
        }
        int status = CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        try (InputStream in = connection.getInputStream()) {
            in.readAllBytes();
        }
        if (status != 200 || connection.getResponseCode() != 200) {
            throw new IllegalStateException(uri + " answered " + status + " and " + connection.getResponseCode());
        }
    }

    Object exchange() {
        return present(exchange);
    }

    /** Returns what the exchange was answered with. */
    Object response() {
        return present(response).join();
    }

    HttpURLConnection connection() {
        return present(connection);
    }

    private static <T> T present(@Nullable T recorded) {
        if (recorded == null) {
            throw new IllegalStateException("no hook was called");
        }
        return recorded;
    }

    @Override
    public @Nullable CompletableFuture<Object> beforeExchange(Object exchange) {
        this.exchange = exchange;
        return agent.beforeExchange(exchange);
    }

    @Override
    public CompletableFuture<Object> afterExchange(Object exchange, CompletableFuture<Object> response) {
        this.response = response;
        return agent.afterExchange(exchange, response);
    }

    @Override
    public @Nullable Object replacementFor(Object response) {
        return agent.replacementFor(response);
    }

    @Override
    public void beforeWrite(HttpURLConnection connection) throws IOException {
        if (!Thread.currentThread().getName().startsWith("filevine-agent")) {
            this.connection = connection;
        }
        agent.beforeWrite(connection);
    }

    @Override
    public boolean onUnauthorized(HttpURLConnection connection) {
        return agent.onUnauthorized(connection);
    }

    @Override
    public void beforeDisconnect(HttpURLConnection connection) {
        agent.beforeDisconnect(connection);
    }

    @Override
    public boolean afterFollowRedirect(boolean followed, HttpURLConnection connection) {
        return agent.afterFollowRedirect(followed, connection);
    }

    @Override
    public void onHookFailure(Throwable failure) {
        agent.onHookFailure(failure);
    }
}
