package io.github.filevineagent.token;

import io.github.filevineagent.common.SafeText;
import io.github.filevineagent.config.Secret;
import io.github.filevineagent.config.SecretSource;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What one exchange sends, read once, so that what is masked in its messages is what was on the wire. Immutable. */
final class Credentials {
    /** Enough for a sentence of explanation; a server can't flood the application's log. */
    private static final int MAX_QUOTE = 200;

    private static final String MASK = "***";

    private final Secret pat;
    private final @Nullable String clientId;
    private final @Nullable Secret clientSecret;

    private Credentials(Secret pat, @Nullable String clientId, @Nullable Secret clientSecret) {
        this.pat = pat;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    /**
     * Reads the secrets from where they are, within half of the exchange's deadline.
     *
     * @throws ExchangeException transient, since a rotation can replace a file at this very moment
     */
    static Credentials read(ExchangeSettings settings) throws ExchangeException {
        // Half of the deadline, so that it is not the exchange that ends with it, in ignorance of the reason.
        long end = System.nanoTime() + settings.exchangeTimeout().toNanos() / 2;
        SecretSource clientSecret = settings.clientSecret();
        return new Credentials(
                read(settings.patKey(), settings.pat(), end),
                settings.clientId(),
                clientSecret == null ? null : read(settings.clientSecretKey(), clientSecret, end));
    }

    private static Secret read(String key, SecretSource source, long endNanos) throws ExchangeException {
        try {
            return source.read(endNanos - System.nanoTime());
        } catch (IOException e) {
            throw new ExchangeException(
                    ExchangeException.Kind.TRANSIENT,
                    "secret_unreadable",
                    key + " can't be read: " + e.getMessage()
                            + ". Check that the file exists, is not empty, and is readable for the user of this JVM.",
                    null,
                    e);
        }
    }

    /** Returns a number that differs from that of other secrets. */
    long version() {
        return 31 * hash(pat) + (clientSecret == null ? 0 : hash(clientSecret));
    }

    private static long hash(Secret secret) {
        String text = secret.reveal();
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = 1099511628211L * (hash ^ text.charAt(i));
        }
        return hash;
    }

    /** As {@link Secret#oddity}, of the Personal Access Token. */
    @Nullable
    String patOddity() {
        return pat.oddity();
    }

    /** As {@link Secret#oddity}, of the client's secret. */
    @Nullable
    String clientSecretOddity() {
        return clientSecret == null ? null : clientSecret.oddity();
    }

    byte[] tokenRequest(String scope) {
        FormBody form = new FormBody()
                .add("grant_type", "personal_access_token")
                .add("token", pat.reveal())
                .add("scope", scope);
        if (clientId != null) {
            form.add("client_id", clientId);
        }
        if (clientSecret != null) {
            form.add("client_secret", clientSecret.reveal());
        }
        return form.toBytes();
    }

    /** Returns what a server said in a form that a message can show: our secrets masked, printable ASCII, not too long. */
    String quote(String serverText) {
        String masked = mask(serverText, pat);
        if (clientSecret != null) {
            masked = mask(masked, clientSecret);
        }
        return SafeText.ascii(masked.substring(0, Math.min(masked.length(), MAX_QUOTE)), ' ')
                .trim();
    }

    private static String mask(String text, Secret secret) {
        String plain = secret.reveal();
        return text.replace(plain, MASK).replace(FormBody.encode(plain), MASK);
    }

    /**
     * Builds an {@code application/x-www-form-urlencoded} body in UTF-8, as RFC 6749 appendix B asks for. For one thread.
     *
     * <p>{@link URLEncoder} does exactly what the WHATWG URL standard calls the form-urlencoded serializer.
     */
    static final class FormBody {
        private final StringBuilder body = new StringBuilder(256);

        FormBody add(String name, String value) {
            if (body.length() > 0) {
                body.append('&');
            }
            body.append(encode(name)).append('=').append(encode(value));
            return this;
        }

        byte[] toBytes() {
            return body.toString().getBytes(StandardCharsets.US_ASCII);
        }

        static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
