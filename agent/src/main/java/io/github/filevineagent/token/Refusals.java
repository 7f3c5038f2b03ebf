package io.github.filevineagent.token;

import static java.net.HttpURLConnection.HTTP_OK;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Turns an answer that is no token into a reason and a message that says what to do (RFC 6749, section 5.2). Immutable. */
final class Refusals {
    private static final String WHERE_CLIENTS_ARE =
            "look in Filevine under Account Manager, Access Tokens, Client Secrets";

    private final ExchangeSettings settings;
    private final Failures failures;
    private final Clock clock;

    Refusals(ExchangeSettings settings, Failures failures, Clock clock) {
        this.settings = settings;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * @param json the answer's JSON, or null if it has none, which is usual for proxies and load balancers
     */
    ExchangeException of(HttpPost.Answer answer, @Nullable TokenAnswer json, Credentials credentials) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return redirect(answer, credentials);
        }
        String said = said(json, credentials);
        String code = json == null ? null : json.error();
        String advice = code == null ? null : advice(code, credentials);
        if (isPassing(status)) {
            Duration retryAfter = RetryAfter.parse(answer.retryAfter(), answer.date(), clock.instant());
            return failures.passing(
                    "http_" + status, "HTTP status " + status + said + passingAdvice(status), retryAfter, null);
        }
        if (code != null && advice != null) {
            return failures.rejection(code, "refused" + said + " " + advice);
        }
        if (status == HTTP_OK) {
            return failures.passing("error_answer", "an error in place of a token" + said);
        }
        return failures.rejection("http_" + status, "HTTP status " + status + said + statusAdvice(status));
    }

    /** For an answer with the status of a success that is no JSON object. */
    ExchangeException unreadable(@Nullable String contentType, Credentials credentials) {
        return passing(
                "unreadable_answer",
                "the answer is no JSON object (Content-Type "
                        + (contentType == null ? "missing" : credentials.quote(contentType))
                        + "). Check the address, and whether a proxy or a login page answers in the server's place.");
    }

    /** For an answer that has what can't be used. It may be another one the next time. */
    ExchangeException passing(String reason, String what) {
        return failures.passing(reason, what);
    }

    /** What the same request can overcome later. Another success than 200 is no decision either. */
    private static boolean isPassing(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500 || (status < 400 && status != HTTP_OK);
    }

    private ExchangeException redirect(HttpPost.Answer answer, Credentials credentials) {
        String target = host(answer.location());
        return failures.rejection(
                "redirect",
                "redirected" + (target == null ? "" : " to the host " + credentials.quote(target)) + " (HTTP status "
                        + answer.status() + "), which is not followed, so that the credentials go nowhere else. Set "
                        + settings.key("identity-url") + " to the final address, if you trust it.");
    }

    private static @Nullable String host(@Nullable String location) {
        if (location == null) {
            return null;
        }
        try {
            return new URI(location).getHost();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Returns the server's own words in parentheses, and ends the sentence. */
    private static String said(@Nullable TokenAnswer json, Credentials credentials) {
        String code = json == null ? null : json.error();
        if (json == null || code == null) {
            return ".";
        }
        String description = json.errorDescription();
        return " (" + credentials.quote(code) + (description == null ? "" : ": " + credentials.quote(description))
                + ").";
    }

    private @Nullable String advice(String code, Credentials credentials) {
        switch (code) {
            case "invalid_grant":
                if (credentials.patOddity() != null) {
                    return "The Personal Access Token (" + settings.patKey() + ", " + settings.pat() + ") "
                            + credentials.patOddity()
                            + ", which is hardly a part of it: have nothing there but the token.";
                }
                return "The Personal Access Token (" + settings.patKey() + ", " + settings.pat()
                        + ") is wrong, expired or revoked, or belongs to another region: create a new one in Filevine and put"
                        + " it into " + settings.key("pat-file") + ".";
            case "invalid_client":
                return clientAdvice(credentials) + otherAddress();
            case "invalid_scope":
                return "A scope in " + settings.key("scope")
                        + " is unknown or not allowed for this client: remove it, or have"
                        + " Filevine allow it. Requested: " + settings.scope();
            case "unauthorized_client":
                return "This client may not exchange Personal Access Tokens: check " + settings.key("client-id")
                        + ", or have Filevine allow it.";
            case "invalid_request":
                return "The server does not accept the form of the request: check " + settings.key("client-id") + ", "
                        + settings.key("scope") + " and " + settings.key("identity-url") + ".";
            case "unsupported_grant_type":
                return "This endpoint does not exchange Personal Access Tokens: check " + settings.key("identity-url")
                        + ".";
            default:
                return null;
        }
    }

    /** Filevine's support pages, "Authenticate Requests to the API Gateway" and "API Authentication Q&A". */
    private String clientAdvice(Credentials credentials) {
        String id = settings.key("client-id");
        String secret = settings.clientSecretKey();
        if (settings.clientId() == null) {
            return "Filevine gives each client an id and a secret, and none is configured: " + WHERE_CLIENTS_ARE
                    + " (a secret lasts for a year), and set " + id + " and " + secret + ".";
        }
        if (settings.clientSecret() == null) {
            return "Filevine gives each client an id and a secret, and only the id is configured: " + WHERE_CLIENTS_ARE
                    + " (a secret lasts for a year), and set " + secret + ", too.";
        }
        if (credentials.clientSecretOddity() != null) {
            return "The client's secret (" + secret + ") " + credentials.clientSecretOddity()
                    + ", which is hardly a part of it: have nothing there but the secret.";
        }
        return "The client (" + id + ") is unknown, or its secret (" + secret
                + ") is mistyped or has expired, as each does after a year: " + WHERE_CLIENTS_ARE
                + ". Both belong there as Filevine shows them, since the agent does the percent-encoding.";
    }

    private static String passingAdvice(int status) {
        if (status == 429) {
            return " Too many exchanges: Filevine counts the calls of a minute, so see how many processes share this Personal"
                    + " Access Token.";
        }
        return status >= 500 ? " The server, or a proxy before it, has a problem." : "";
    }

    private String statusAdvice(int status) {
        if (status == 404) {
            return " Nothing is at this address: check " + settings.key("identity-url") + "." + otherAddress();
        }
        return " Check " + settings.patKey() + " and " + settings.key("identity-url")
                + (status == 403
                        ? ", and whether a firewall refuses the request: Filevine's does so with addresses that it does not"
                                + " like, so ask Filevine about this machine's."
                        : ", and whether a firewall refuses the request.");
    }

    private String otherAddress() {
        return settings.endpoint().hintAtOtherKnown(settings.key("identity-url"));
    }
}
