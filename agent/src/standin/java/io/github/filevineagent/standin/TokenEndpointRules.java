package io.github.filevineagent.standin;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What Filevine's token endpoint asks of a request, and the OAuth error that a wrong one deserves (RFC 6749, section 5.2).
 * Where the RFC leaves it to the server to be lenient, this one is not. Immutable.
 */
public final class TokenEndpointRules {
    public static final String PATH = "/connect/token";

    /** What is requested where nothing else is configured, as Filevine's support pages list it. */
    public static final String DEFAULT_SCOPE =
            "fv.api.gateway.access tenant filevine.v2.api.* openid email fv.auth.tenant.read";

    private static final String CONTENT_TYPE = "application/x-www-form-urlencoded";
    private static final Set<String> FIELDS = Set.of("grant_type", "token", "scope", "client_id", "client_secret");

    private final String path;
    private final String scope;
    private final @Nullable String clientId;
    private final @Nullable String clientSecret;
    private final boolean onlyFromTheAgent;

    private TokenEndpointRules(
            String path,
            String scope,
            @Nullable String clientId,
            @Nullable String clientSecret,
            boolean onlyFromTheAgent) {
        this.path = path;
        this.scope = scope;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.onlyFromTheAgent = onlyFromTheAgent;
    }

    /** Returns the rules for requests of any program to this path, with the default scope and without a client. */
    public static TokenEndpointRules at(String path) {
        return new TokenEndpointRules(path, DEFAULT_SCOPE, null, null, false);
    }

    /** Returns the rules for requests of the agent, which tells who it is, and that it reads nothing but JSON. */
    public static TokenEndpointRules forTheAgent() {
        return new TokenEndpointRules(PATH, DEFAULT_SCOPE, null, null, true);
    }

    public TokenEndpointRules withScope(String newScope) {
        return new TokenEndpointRules(path, newScope, clientId, clientSecret, onlyFromTheAgent);
    }

    /** Returns the same rules for a client; what is null must not be sent. */
    public TokenEndpointRules withClient(@Nullable String newClientId, @Nullable String newClientSecret) {
        return new TokenEndpointRules(path, scope, newClientId, newClientSecret, onlyFromTheAgent);
    }

    /**
     * Returns what the endpoint makes of a request.
     *
     * @param headers from a name to all of its values, whatever its case
     * @param isKnown whether there is such a PAT
     */
    public Verdict judge(
            String method,
            String target,
            Function<String, List<String>> headers,
            byte[] body,
            Predicate<String> isKnown) {
        if (!target.equals(path)) {
            return Verdict.refused(404, "not_found", "target " + target);
        }
        if (!method.equals("POST")) {
            return Verdict.refused(405, "method_not_allowed", "method " + method);
        }
        String header = faultOfHeaders(headers);
        if (header != null) {
            return Verdict.refused(400, "invalid_request", header);
        }
        try {
            return judge(StrictForm.parse(body), isKnown);
        } catch (StrictForm.Malformed e) {
            return Verdict.refused(400, "invalid_request", Objects.requireNonNull(e.getMessage()));
        }
    }

    /** Returns what the endpoint makes of a request that a mock server has got. */
    public Verdict judge(RecordedRequest request, Predicate<String> isKnown) {
        return judge(request.getMethod(), request.getTarget(), request.getHeaders()::values, bodyOf(request), isKnown);
    }

    /** Returns its bytes: none, if it has no body. */
    public static byte[] bodyOf(RecordedRequest request) {
        ByteString body = request.getBody();
        return body == null ? new byte[0] : body.toByteArray();
    }

    private @Nullable String faultOfHeaders(Function<String, List<String>> headers) {
        List<String> types = headers.apply("Content-Type");
        if (types.size() != 1 || !isForm(types.get(0))) {
            return "Content-Type " + types;
        }
        // A client that authenticates in two ways is refused; and no other kind of credential belongs here.
        if (!headers.apply("Authorization").isEmpty()) {
            return "an Authorization header";
        }
        // Filevine's firewall answers 403 to requests without one.
        List<String> agents = headers.apply("User-Agent");
        if (agents.size() != 1 || (onlyFromTheAgent && !agents.get(0).matches("filevine-agent/\\S+"))) {
            return "User-Agent " + agents;
        }
        List<String> accepts = headers.apply("Accept");
        if (onlyFromTheAgent && !accepts.equals(List.of("application/json"))) {
            return "Accept " + accepts;
        }
        return null;
    }

    private static boolean isForm(String contentType) {
        String compact = contentType.toLowerCase(Locale.ROOT).replace(" ", "");
        return compact.equals(CONTENT_TYPE) || compact.equals(CONTENT_TYPE + ";charset=utf-8");
    }

    private Verdict judge(StrictForm form, Predicate<String> isKnown) {
        for (String name : form.names()) {
            if (!FIELDS.contains(name)) {
                return Verdict.refused(400, "invalid_request", "the field " + name);
            }
        }
        if (!form.get("grant_type").equals("personal_access_token")) {
            return Verdict.refused(400, "unsupported_grant_type", "grant_type " + form.get("grant_type"));
        }
        if (!form.has("client_id", clientId)) {
            return Verdict.refused(400, "invalid_client", "client_id " + form.get("client_id"));
        }
        if (!form.has("client_secret", clientSecret)) {
            return Verdict.refused(400, "invalid_client", "client_secret " + form.get("client_secret"));
        }
        if (!isKnown.test(form.get("token"))) {
            return Verdict.refused(400, "invalid_grant", "token " + form.get("token"));
        }
        if (!form.get("scope").equals(scope)) {
            return Verdict.refused(400, "invalid_scope", "scope " + form.get("scope"));
        }
        return Verdict.GRANTED;
    }

    /** Returns the PAT of a request, or an empty text if it has none that can be read. */
    public static String tokenIn(byte[] body) {
        try {
            return StrictForm.parse(body).get("token");
        } catch (StrictForm.Malformed e) {
            return "";
        }
    }
}
