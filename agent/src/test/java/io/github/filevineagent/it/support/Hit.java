package io.github.filevineagent.it.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A request that reached one of the servers. Immutable. */
public final class Hit {
    /**
     * What the agent adds, what is different in each run, and what is compared as method and target: only one of the servers has
     * these among the headers, and which one a request goes to can be the client's choice.
     */
    private static final Set<String> NOT_COMPARED = Set.of("authorization", "sec-websocket-key", ":method", ":path");

    private final String server;
    private final String method;
    private final String target;
    private final String protocol;
    private final int connection;
    private final Headers headers;
    private final String body;

    Hit(String server, RecordedRequest request) {
        this.server = server;
        this.method = request.getMethod();
        // The proxy rewrites the first request of a connection only; those after it come in absolute form.
        this.target = request.getTarget().replaceFirst("^http://[^/]+", "");
        this.protocol = request.getVersion();
        this.connection = request.getConnectionIndex();
        this.headers = request.getHeaders();
        ByteString bytes = request.getBody();
        this.body = bytes == null ? "" : bytes.utf8();
    }

    public String server() {
        return server;
    }

    public String method() {
        return method;
    }

    public String target() {
        return target;
    }

    public String protocol() {
        return protocol;
    }

    /** Returns which one of the server's connections it came by, of those of the same kind. */
    public int connection() {
        return connection;
    }

    public String body() {
        return body;
    }

    /** Returns all values of a header, whatever its case. */
    public List<String> header(String name) {
        return headers.values(name);
    }

    /**
     * Returns scheme, host and port as the client meant them: in lower case, without the host's trailing dot, and without the
     * user that some releases of JDK 17 send with {@code :authority}.
     */
    public String origin() {
        String authority = headers.get("Host") == null ? headers.get(":authority") : headers.get("Host");
        String scheme = server.equals("plain") ? "http" : "https";
        return scheme + "://"
                + String.valueOf(authority)
                        .replaceFirst("^.*@", "")
                        .toLowerCase(Locale.ROOT)
                        .replace(".:", ":");
    }

    @Nullable
    String authorization() {
        return headers.get("Authorization");
    }

    /** Returns all that the server saw, without what may differ between a JVM with the agent and one without. */
    public String withoutAuthorization() {
        Map<String, List<String>> compared = new TreeMap<>();
        for (String name : headers.names()) {
            String key = name.toLowerCase(Locale.ROOT);
            if (!NOT_COMPARED.contains(key)) {
                compared.computeIfAbsent(key, k -> new ArrayList<>()).addAll(headers.values(name));
            }
        }
        return String.join(" ", server, method, target, protocol, compared.toString(), body);
    }

    @Override
    public String toString() {
        return withoutAuthorization() + " authorization: " + header("Authorization");
    }
}
