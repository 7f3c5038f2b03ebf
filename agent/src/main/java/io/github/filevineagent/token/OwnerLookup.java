package io.github.filevineagent.token;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_OK;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;

import io.github.filevineagent.config.GatewayHost;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a gateway whose token it is: user and organisations, which are what {@code x-fv-userid} and {@code x-fv-orgid} want.
 *
 * <p>The call obeys the same rules for TLS, proxies, redirects and deadlines as the PAT exchange, and no hook touches it.
 * Thread-safe.
 */
public final class OwnerLookup {
    private static final int HTTP_TOO_MANY_REQUESTS = 429;
    private static final String PATH = "/fv-app/v2/utils/GetUserOrgsWithToken";

    private final ExchangeSettings settings;
    private final URI url;
    private final Failures failures;
    private final AbandonedCalls abandoned;

    /**
     * @param settings the exchange's, for timeouts and the names of keys in messages
     * @param gateway no wildcard
     */
    public OwnerLookup(ExchangeSettings settings, GatewayHost gateway) {
        this(settings, gateway, new AbandonedCalls());
    }

    /**
     * As the other one.
     *
     * @param ofAll what the calls of all profiles have abandoned
     */
    public OwnerLookup(ExchangeSettings settings, GatewayHost gateway, AbandonedCalls ofAll) {
        this.abandoned = ofAll.ofOne();
        this.settings = settings;
        this.url = URI.create(gateway + PATH);
        this.failures = new Failures(
                settings,
                "question at ",
                url + " whose token it is",
                " Or is the host in " + settings.key("gateway-hosts") + " not the right one?");
    }

    /** As {@link #ask(String)}, with a token that is not in use. */
    public TokenOwner ask(IssuedToken token) throws ExchangeException {
        return ask("Bearer " + token.value().reveal(), scopeAdvice(Scopes.missing(settings.scope(), token.scope())));
    }

    /**
     * Makes the call and blocks until there is an answer or the deadline has passed.
     *
     * @param authorization the value of the {@code Authorization} header
     * @throws ExchangeException with the cause and what can be done about it; never shows the token
     */
    public TokenOwner ask(String authorization) throws ExchangeException {
        return ask(
                authorization,
                "The token lacks a scope or permission: compare " + settings.key("scope")
                        + " with what Filevine granted. Or its user lacks a permission in Filevine.");
    }

    /**
     * @param scopes what a 403 may have to do with them, and with permissions
     */
    private TokenOwner ask(String authorization, String scopes) throws ExchangeException {
        HttpPost post = new HttpPost(url, settings, new ProxyAuthenticator(), null);
        return new TimedCall(post, failures, abandoned).run("owner", () -> attempt(post, authorization, scopes));
    }

    private String scopeAdvice(List<String> missing) {
        return missing.isEmpty()
                ? "All scopes of " + settings.key("scope")
                        + " were granted, so it is not for want of one. The user of the"
                        + " Personal Access Token may lack a permission in Filevine, or a subscription to its API: ask who"
                        + " administers your organisation there."
                : "The token lacks scopes, as above: have Filevine grant them, and compare " + settings.key("scope")
                        + " with what Filevine granted.";
    }

    private TokenOwner attempt(HttpPost post, String authorization, String scopes)
            throws IOException, ExchangeException {
        HttpPost.Answer answer = post.send("application/json", "{}".getBytes(StandardCharsets.US_ASCII), authorization);
        if (answer.status() != HTTP_OK) {
            throw refusal(answer, scopes);
        }
        TokenOwner owner = TokenOwner.parse(answer.body());
        if (owner == null) {
            throw failures.passing(
                    "unreadable_answer",
                    "the answer names neither a user nor an organisation in a form that this agent knows. Look the ids up in"
                            + " Filevine, and set " + settings.key("org-id") + " and " + settings.key("user-id")
                            + " yourself.");
        }
        return owner;
    }

    private ExchangeException refusal(HttpPost.Answer answer, String scopes) {
        int status = answer.status();
        String reason = "http_" + status;
        String what = "HTTP status " + status + ". ";
        switch (status) {
            case HTTP_UNAUTHORIZED:
                return failures.rejection(
                        reason,
                        what + "The gateway does not take the token that " + settings.endpoint()
                                + " issued: check that both belong to one region (" + settings.key("region") + ", "
                                + settings.key("identity-url") + ", " + settings.key("gateway-hosts") + ").");
            case HTTP_FORBIDDEN:
                return failures.rejection(
                        reason,
                        what + scopes + " Or a firewall refuses the request: Filevine's does so with addresses that it"
                                + " does not like, so ask Filevine about this machine's.");
            case HTTP_NOT_FOUND:
                return failures.rejection(
                        reason, what + "No gateway is at this address: check " + settings.key("gateway-hosts") + ".");
            case HTTP_TOO_MANY_REQUESTS:
                return tooMany(reason, what, RetryAfter.parse(answer.retryAfter(), answer.date(), Instant.now()));
            default:
                return failures.passing(
                        reason,
                        what
                                + (status >= 500
                                        ? "The gateway, or a proxy before it, has a problem: try again later."
                                        : "Check " + settings.key("gateway-hosts")
                                                + ", and whether a proxy answers in the gateway's place."));
        }
    }

    private ExchangeException tooMany(String reason, String what, @Nullable Duration wait) {
        return failures.passing(
                reason,
                what
                        + "Too many calls: Filevine counts those of a minute, of all that use this Personal Access Token. Try"
                        + " again "
                        + (wait == null ? "in a minute." : "in " + wait.toSeconds() + " s, as the answer says."),
                wait,
                null);
    }
}
