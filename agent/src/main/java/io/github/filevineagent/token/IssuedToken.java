package io.github.filevineagent.token;

import io.github.filevineagent.config.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An access token as the identity server issued it. Immutable. */
public final class IssuedToken {
    private final Secret value;
    private final Duration lifetime;
    private final @Nullable String scope;

    /**
     * @param value a non-empty RFC 6750 {@code b68token}
     * @param lifetime how long the token is valid, counted from the moment the exchange's request was sent; positive
     * @param scope the granted scopes, space-separated, or null where the server did not say
     */
    public IssuedToken(Secret value, Duration lifetime, @Nullable String scope) {
        this.value = value;
        this.lifetime = lifetime;
        this.scope = scope;
    }

    public Secret value() {
        return value;
    }

    public Duration lifetime() {
        return lifetime;
    }

    public @Nullable String scope() {
        return scope;
    }

    @Override
    public String toString() {
        return "IssuedToken[" + value + ", lifetime " + lifetime + ", scope " + scope + "]";
    }
}
