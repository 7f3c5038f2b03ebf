package io.github.filevineagent.token;

import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.config.SecretSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** All that one profile's exchanges need to know. Immutable, but for which of two known addresses is in use. */
public final class ExchangeSettings {
    private final String profile;
    private final @Nullable String file;
    private final TokenEndpoint endpoint;
    private final SecretSource pat;
    private final @Nullable String clientId;
    private final @Nullable SecretSource clientSecret;
    private final String scope;
    private final Duration connectTimeout;
    private final Duration exchangeTimeout;
    private final String agentVersion;

    /**
     * @param profile the profile's name, for the thread's name and for the keys in messages
     * @param connectTimeout positive; for the TCP connection alone
     * @param exchangeTimeout positive; for the whole exchange, from the call to the last byte of the answer
     * @param agentVersion what follows {@code filevine-agent/} in the {@code User-Agent}
     */
    public ExchangeSettings(
            String profile,
            TokenEndpoint endpoint,
            SecretSource pat,
            @Nullable String clientId,
            @Nullable SecretSource clientSecret,
            String scope,
            Duration connectTimeout,
            Duration exchangeTimeout,
            String agentVersion) {
        this(
                profile,
                null,
                endpoint,
                pat,
                clientId,
                clientSecret,
                scope,
                connectTimeout,
                exchangeTimeout,
                agentVersion);
    }

    private ExchangeSettings(
            String profile,
            @Nullable String file,
            TokenEndpoint endpoint,
            SecretSource pat,
            @Nullable String clientId,
            @Nullable SecretSource clientSecret,
            String scope,
            Duration connectTimeout,
            Duration exchangeTimeout,
            String agentVersion) {
        this.profile = profile;
        this.file = file;
        this.endpoint = endpoint;
        this.pat = pat;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.scope = scope;
        this.connectTimeout = connectTimeout;
        this.exchangeTimeout = exchangeTimeout;
        this.agentVersion = agentVersion;
    }

    /** Returns the settings of a profile by itself, with the timeouts that hold for all of them. */
    public static ExchangeSettings of(ProfileConfig profile, AgentConfig config, String agentVersion) {
        return of(profile, config, new TokenEndpoints(null), agentVersion);
    }

    /**
     * Returns the settings of one of several profiles.
     *
     * @param endpoints of all of them
     */
    public static ExchangeSettings of(
            ProfileConfig profile, AgentConfig config, TokenEndpoints endpoints, String agentVersion) {
        return new ExchangeSettings(
                profile.name(),
                profile.file(),
                endpoints.of(profile),
                profile.pat(),
                profile.clientId(),
                profile.clientSecret(),
                profile.scope(),
                config.connectTimeout(),
                config.exchangeTimeout(),
                agentVersion);
    }

    /** Returns the full name of one of the profile's properties, as a message should show it. */
    public String key(String property) {
        return ProfileConfig.key(profile, file, property);
    }

    /** Returns what somebody is to write, and where, so that one of the profile's properties has this value. */
    public String assignment(String property, String value) {
        return file == null ? key(property) + "=" + value : property + "=" + value + " in " + file;
    }

    String patKey() {
        return key(pat.isFile() ? "pat-file" : "pat");
    }

    String clientSecretKey() {
        return key(clientSecret != null && !clientSecret.isFile() ? "client-secret" : "client-secret-file");
    }

    String profile() {
        return profile;
    }

    TokenEndpoint endpoint() {
        return endpoint;
    }

    SecretSource pat() {
        return pat;
    }

    @Nullable
    String clientId() {
        return clientId;
    }

    @Nullable
    SecretSource clientSecret() {
        return clientSecret;
    }

    String scope() {
        return scope;
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
