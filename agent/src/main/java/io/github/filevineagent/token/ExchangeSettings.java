package io.github.filevineagent.token;

import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.config.SecretSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All that one profile's exchanges need to know: what the profile says, and what holds for all of them. Immutable, but for
 * which of two known addresses is in use.
 */
public final class ExchangeSettings {
    private final ProfileConfig profile;
    private final TokenEndpoint endpoint;
    private final Duration connectTimeout;
    private final Duration exchangeTimeout;
    private final String agentVersion;

    /**
     * @param connectTimeout positive; for the TCP connection alone
     * @param exchangeTimeout positive; for the whole exchange, from the call to the last byte of the answer
     * @param agentVersion what follows {@code filevine-agent/} in the {@code User-Agent}
     */
    ExchangeSettings(
            ProfileConfig profile,
            TokenEndpoint endpoint,
            Duration connectTimeout,
            Duration exchangeTimeout,
            String agentVersion) {
        this.profile = profile;
        this.endpoint = endpoint;
        this.connectTimeout = connectTimeout;
        this.exchangeTimeout = exchangeTimeout;
        this.agentVersion = agentVersion;
    }

    /** Returns the settings of a profile by itself, with the timeouts that hold for all of them. */
    public static ExchangeSettings of(ProfileConfig profile, AgentConfig config, String agentVersion) {
        return of(profile, config, new TokenEndpoint.Shared(null), agentVersion);
    }

    /**
     * Returns the settings of one of several profiles.
     *
     * @param endpoints of all of them
     */
    public static ExchangeSettings of(
            ProfileConfig profile, AgentConfig config, TokenEndpoint.Shared endpoints, String agentVersion) {
        return new ExchangeSettings(
                profile, endpoints.of(profile), config.connectTimeout(), config.exchangeTimeout(), agentVersion);
    }

    /** Returns the full name of one of the profile's properties, as a message should show it. */
    public String key(String property) {
        return profile.key(property);
    }

    /** Returns what somebody is to write, and where, so that one of the profile's properties has this value. */
    public String assignment(String property, String value) {
        String file = profile.file();
        return file == null ? key(property) + "=" + value : property + "=" + value + " in " + file;
    }

    String patKey() {
        return key(pat().isFile() ? "pat-file" : "pat");
    }

    String clientSecretKey() {
        SecretSource secret = clientSecret();
        return key(secret != null && !secret.isFile() ? "client-secret" : "client-secret-file");
    }

    /** Returns the profile's name. */
    String profile() {
        return profile.name();
    }

    TokenEndpoint endpoint() {
        return endpoint;
    }

    SecretSource pat() {
        return profile.pat();
    }

    @Nullable
    String clientId() {
        return profile.clientId();
    }

    @Nullable
    SecretSource clientSecret() {
        return profile.clientSecret();
    }

    String scope() {
        return profile.scope();
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration exchangeTimeout() {
        return exchangeTimeout;
    }

    String userAgent() {
        return "filevine-agent/" + agentVersion;
    }
}
