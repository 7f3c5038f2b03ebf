package io.github.filevineagent.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one table of all keys: what each is called, whether each profile has its own, its default and its meaning.
 *
 * <p>The reader, the suggestions for unknown keys and the documentation ({@link SettingTable}) all follow from it, in
 * this order. Defaults and meanings are written as the documentation shows them; a default in back quotes is a value
 * that one could set, any other is a description.
 */
enum Setting {
    ENABLED(Level.AGENT, "enabled", "`true`", "`false`: the agent does nothing at all"),
    REGION(Level.PROFILE, "region", "`us`", "`us`, `ca` or `cjis`: presets of the two rows below"),
    IDENTITY_URL(
            Level.PROFILE,
            "identity-url",
            "the region's",
            "token endpoint; a URL without a path gets `/connect/token`. https only; http only to a loopback address"),
    GATEWAY_HOSTS(
            Level.PROFILE,
            "gateway-hosts",
            "the region's",
            "comma-separated `host`, `host:port` or `scheme://host:port`; `*.example.com` matches any depth below,"
                    + " not `example.com` itself. A bare host means https on port 443; http is accepted only for a"
                    + " loopback address and only when written out"),
    PAT(
            Level.PROFILE,
            "pat",
            "none, one is required",
            "the Personal Access Token, or a file that holds it (surrounding white space trimmed), read again for each"
                    + " exchange, so that a rotated secret is picked up"),
    PAT_FILE("pat-file", "none, one is required", PAT, " / "),
    CLIENT_ID(Level.PROFILE, "client-id", "none", "sent as `client_id` where set"),
    CLIENT_SECRET(Level.PROFILE, "client-secret", "none", "as for the PAT"),
    CLIENT_SECRET_FILE("client-secret-file", "none", CLIENT_SECRET, " / "),
    SCOPE(
            Level.PROFILE,
            "scope",
            "`fv.api.gateway.access tenant filevine.v2.api.* openid email fv.auth.tenant.read`",
            "space-separated scopes"),
    ORG_ID(
            Level.PROFILE,
            "org-id",
            "none",
            "where set, `x-fv-orgid` and `x-fv-userid` are added to gateway requests that lack them; `auto` asks the"
                    + " gateway (below)"),
    USER_ID("user-id", "none", ORG_ID, ", "),
    TOKEN_WAIT(
            Level.AGENT,
            "token-wait",
            "`10s`",
            "the longest that a request waits for a token when there is no valid one"),
    WHEN_UNAVAILABLE(
            Level.AGENT,
            "when-unavailable",
            "`fail`",
            "no valid token within the wait: `fail` the request with an `IOException` that says why, or `pass` it"
                    + " through without the header"),
    REPLAY_UNAUTHORIZED(
            Level.AGENT,
            "replay-unauthorized",
            "`true`",
            "a 401 from the gateway to a request that we authorised: get a fresh token, send the request once more"),
    CONNECT_TIMEOUT(
            Level.AGENT,
            "connect-timeout",
            "`5s`",
            "the exchange's connect timeout, and its total deadline, body included"),
    EXCHANGE_TIMEOUT("exchange-timeout", "`15s`", CONNECT_TIMEOUT, ", "),
    ON_CONFIG_ERROR(
            Level.AGENT,
            "on-config-error",
            "`abort`",
            "`abort` the start of the JVM with exit status 1, or `disable` the agent and let the application start"),
    LOG_LEVEL(
            Level.AGENT,
            "log-level",
            "`info`",
            "`error`, `warn`, `info`, `debug`, `off`; standard error, one line each, prefixed `[filevine-agent]`"),
    LOG_TIMESTAMPS(
            Level.AGENT,
            "log-timestamps",
            "`false`",
            "`true`: the time in front of each line on standard error, for where nothing else puts it there"),
    LOG_TO(
            Level.AGENT,
            "log-to",
            "`stderr`",
            "`system`: the application's own logging by way of `System.Logger`, once the application has begun to log;"
                    + " until then, `stderr` (below)"),
    JMX(Level.AGENT, "jmx", "`true`", "register the MBean (lazily, never during premain)"),
    HEALTH_FILE(
            Level.AGENT,
            "health-file",
            "none",
            "a file that is there, and less than a minute old, as long as there is a valid token: for probes (below)"),
    PROFILES(
            Level.AGENT,
            "profiles",
            "none",
            "names of further credential sets; each reads `filevine.profile.NAME.…` with the keys from `region` to"
                    + " `user-id`"),
    PROFILES_DIR(
            Level.AGENT,
            "profiles-dir",
            "none",
            "a directory with one Java properties file for each further credential set: `NAME.properties`, the same keys"
                    + " without a prefix (below)"),
    REFRESH(
            Level.AGENT,
            "refresh",
            "`always`",
            "`always`: each profile's token is kept fresh; `when-used`: only that of a profile that a request has used"
                    + " within its token's last two lifetimes, and the next request of another one waits for an"
                    + " exchange"),
    CONFIG_FILE(Level.AGENT, "config-file", "none", "a Java properties file in UTF-8 that may hold all other keys");

    /** Whose setting it is. */
    enum Level {
        /** There is one for the whole agent. */
        AGENT,
        /** Each profile has its own. */
        PROFILE
    }

    static final String PREFIX = "filevine.";

    private final Level level;
    private final String suffix;
    private final String documentedDefault;
    private final String meaning;
    private final @Nullable Setting rowOf;
    private final String separator;

    Setting(Level level, String suffix, String documentedDefault, String meaning) {
        this.level = level;
        this.suffix = suffix;
        this.documentedDefault = documentedDefault;
        this.meaning = meaning;
        this.rowOf = null;
        this.separator = "";
    }

    /** Makes a setting that is documented in the row of another one, after the given separator. */
    Setting(String suffix, String documentedDefault, Setting rowOf, String separator) {
        this.level = rowOf.level;
        this.suffix = suffix;
        this.documentedDefault = documentedDefault;
        this.meaning = rowOf.meaning;
        this.rowOf = rowOf;
        this.separator = separator;
    }

    /** Returns the setting whose key ends thus after {@code filevine.} or {@code filevine.profile.NAME.}, or null. */
    static @Nullable Setting withSuffix(String suffix) {
        for (Setting setting : values()) {
            if (setting.suffix.equals(suffix)) {
                return setting;
            }
        }
        return null;
    }

    /**
     * Returns the setting whose suffix the text is a {@linkplain Suggestion#close mistyped} form of, or null.
     *
     * @param ofProfile whether only the settings of a profile count
     */
    static @Nullable Setting closeTo(String text, boolean ofProfile) {
        List<String> suffixes = new ArrayList<>();
        for (Setting setting : values()) {
            if (!ofProfile || setting.isPerProfile()) {
                suffixes.add(setting.suffix);
            }
        }
        String close = Suggestion.close(text, suffixes);
        return close == null ? null : withSuffix(close);
    }

    String suffix() {
        return suffix;
    }

    String key() {
        return PREFIX + suffix;
    }

    boolean isPerProfile() {
        return level == Level.PROFILE;
    }

    boolean isSecret() {
        return this == PAT || this == CLIENT_SECRET;
    }

    /** Whether the value is the path of a file, or of a directory. */
    boolean isFile() {
        return this == PAT_FILE
                || this == CLIENT_SECRET_FILE
                || this == HEALTH_FILE
                || this == CONFIG_FILE
                || this == PROFILES_DIR;
    }

    /** Returns the value that holds where nothing is set, or null where that is no fixed value. */
    @Nullable
    String defaultValue() {
        return documentedDefault.startsWith("`")
                ? documentedDefault.substring(1, documentedDefault.length() - 1)
                : null;
    }

    String documentedDefault() {
        return documentedDefault;
    }

    String meaning() {
        return meaning;
    }

    /** Returns the setting in whose row this one is documented, or null if it has a row of its own. */
    @Nullable
    Setting rowOf() {
        return rowOf;
    }

    String separator() {
        return separator;
    }
}
