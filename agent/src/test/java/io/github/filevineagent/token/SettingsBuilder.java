package io.github.filevineagent.token;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.Profiles;
import io.github.filevineagent.config.Secret;
import io.github.filevineagent.config.SecretSource;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings for tests: valid as they are, with secrets that need encoding and that no message may show. */
final class SettingsBuilder {
    static final String PAT = "pat/1+2=3&4%5 p\u00e4t\u20ac";
    static final String CLIENT_SECRET = "secret&=s\u00e9cret";

    private String profile = "default";
    private URI url;
    private @Nullable URI otherKnown;
    private @Nullable Log log;
    private @Nullable TokenEndpoint endpoint;
    private SecretSource pat = SecretSource.inline(Secret.of(PAT));
    private @Nullable String clientId = "client-7";
    private @Nullable SecretSource clientSecret = SecretSource.inline(Secret.of(CLIENT_SECRET));
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration exchangeTimeout = Duration.ofSeconds(20);

    private SettingsBuilder(URI url) {
        this.url = url;
    }

    static SettingsBuilder at(URI url) {
        return new SettingsBuilder(url);
    }

    static SettingsBuilder at(String url) {
        return at(URI.create(url));
    }

    SettingsBuilder profile(String name) {
        profile = name;
        return this;
    }

    SettingsBuilder otherKnown(String other) {
        otherKnown = URI.create(other);
        return this;
    }

    /** Has the endpoint tell which address is in use. */
    SettingsBuilder log(Log newLog) {
        log = newLog;
        return this;
    }

    /** Has it share another profile's endpoint. */
    SettingsBuilder endpoint(TokenEndpoint shared) {
        endpoint = shared;
        return this;
    }

    SettingsBuilder pat(SecretSource source) {
        pat = source;
        return this;
    }

    SettingsBuilder clientSecret(SecretSource source) {
        clientSecret = source;
        return this;
    }

    SettingsBuilder withoutClientSecret() {
        clientSecret = null;
        return this;
    }

    SettingsBuilder withoutClient() {
        clientId = null;
        clientSecret = null;
        return this;
    }

    SettingsBuilder connectTimeout(Duration timeout) {
        connectTimeout = timeout;
        return this;
    }

    SettingsBuilder exchangeTimeout(Duration timeout) {
        exchangeTimeout = timeout;
        return this;
    }

    ExchangeSettings build() {
        return new ExchangeSettings(
                Profiles.of(profile, url, pat, clientId, clientSecret, "fv.api.gateway.access filevine.v2.api.*"),
                endpoint == null ? new TokenEndpoint(url, otherKnown, log) : endpoint,
                connectTimeout,
                exchangeTimeout,
                "1.2.3");
    }
}
