package io.github.filevineagent.config;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig.WhenUnavailable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one table of all keys: what each is called, its default, how its value is written and what it means. A new key is a row
 * here, and what makes use of it.
 *
 * <p>The reader, the suggestions for unknown keys, what 'check' shows and the documentation ({@link #markdown}) all follow
 * from it, in this order. Defaults and meanings are written as the documentation shows them; a default in back quotes is a value
 * that one could set, any other is a description.
 *
 * <p>It is a class and no enum for the type of the values: what is read for {@code Setting<Boolean>} is a {@code Boolean}.
 *
 * @param <T> what a value stands for; an entry of it, where the value is a list
 */
public final class Setting<T> {
    static final String PREFIX = "filevine.";

    /** In the order below, and so before it. */
    private static final List<Setting<?>> ALL = new ArrayList<>();

    static final Setting<Boolean> ENABLED =
            ofAgent("enabled", "`true`", Form.BOOLEAN, "`false`: the agent does nothing at all");

    static final Setting<Region> REGION = ofProfile(
            "region", "`us`", Form.oneOf(Region.values()), "`us`, `ca` or `cjis`: presets of the two rows below");

    static final Setting<URI> IDENTITY_URL = ofProfile(
            "identity-url",
            "the region's",
            new IdentityUrl(),
            "token endpoint; a URL without a path gets `/connect/token`. https only; http only to a loopback address");

    static final Setting<GatewayHost> GATEWAY_HOSTS = ofProfile(
            "gateway-hosts",
            "the region's",
            new HostPatternParser(),
            "comma-separated `host`, `host:port` or `scheme://host:port`; `*.example.com` matches any depth below,"
                    + " not `example.com` itself. A bare host means https on port 443; http is accepted only for a"
                    + " loopback address and only when written out");

    static final Setting<Secret> PAT = ofProfile(
            "pat",
            "none, one is required",
            Form.SECRET,
            "the Personal Access Token, or a file that holds it (surrounding white space trimmed), read again for each"
                    + " exchange, so that a rotated secret is picked up");

    static final Setting<String> PAT_FILE = inRowOf(PAT, " / ", "pat-file", "none, one is required", SecretSource.FILE);

    static final Setting<String> CLIENT_ID = ofProfile(
            "client-id",
            "none",
            new Form.Text(false, "", "has a control character", "the client identifier, without control characters"),
            "sent as `client_id` where set");

    static final Setting<Secret> CLIENT_SECRET = ofProfile("client-secret", "none", Form.SECRET, "as for the PAT");

    static final Setting<String> CLIENT_SECRET_FILE =
            inRowOf(CLIENT_SECRET, " / ", "client-secret-file", "none", SecretSource.FILE);

    /** RFC 6749, section 3.3: {@code scope-token *( SP scope-token )}. */
    static final Setting<String> SCOPE = ofProfile(
            "scope",
            "`fv.api.gateway.access tenant filevine.v2.api.* openid email fv.auth.tenant.read`",
            new Form.Text(
                    true,
                    "\"\\",
                    "has a character that a scope can't have",
                    "scopes of printable ASCII without quotes and backslashes, one space between two"),
            "space-separated scopes");

    static final Setting<String> ORG_ID = ofProfile(
            "org-id",
            "none",
            new Form.Identifier(false),
            "where set, `x-fv-orgid` and `x-fv-userid` are added to gateway requests that lack them; `auto` asks the"
                    + " gateway (below)");

    static final Setting<String> USER_ID = inRowOf(ORG_ID, ", ", "user-id", "none", new Form.Identifier(true));

    static final Setting<Duration> TOKEN_WAIT = ofAgent(
            "token-wait",
            "`10s`",
            new Durations(),
            "the longest that a request waits for a token when there is no valid one");

    static final Setting<WhenUnavailable> WHEN_UNAVAILABLE = ofAgent(
            "when-unavailable",
            "`fail`",
            Form.oneOf(WhenUnavailable.values()),
            "no valid token within the wait: `fail` the request with an `IOException` that says why, or `pass` it"
                    + " through without the header");

    static final Setting<Boolean> REPLAY_UNAUTHORIZED = ofAgent(
            "replay-unauthorized",
            "`true`",
            Form.BOOLEAN,
            "a 401 from the gateway to a request that we authorised: get a fresh token, send the request once more");

    static final Setting<Duration> CONNECT_TIMEOUT = ofAgent(
            "connect-timeout",
            "`5s`",
            TOKEN_WAIT.form,
            "the exchange's connect timeout, and its total deadline, body included");

    static final Setting<Duration> EXCHANGE_TIMEOUT =
            inRowOf(CONNECT_TIMEOUT, ", ", "exchange-timeout", "`15s`", TOKEN_WAIT.form);

    /** True is {@code disable}. */
    static final Setting<Boolean> ON_CONFIG_ERROR = ofAgent(
            "on-config-error",
            "`abort`",
            Form.either("abort", "disable"),
            "`abort` the start of the JVM with exit status 1, or `disable` the agent and let the application start");

    static final Setting<Log.Level> LOG_LEVEL = ofAgent(
            "log-level",
            "`info`",
            Form.oneOf(Log.Level.values()),
            "`error`, `warn`, `info`, `debug`, `off`; standard error, one line each, prefixed `[filevine-agent]`");

    static final Setting<Boolean> LOG_TIMESTAMPS = ofAgent(
            "log-timestamps",
            "`false`",
            Form.BOOLEAN,
            "`true`: the time in front of each line on standard error, for where nothing else puts it there");

    /** True is {@code system}. */
    static final Setting<Boolean> LOG_TO = ofAgent(
            "log-to",
            "`stderr`",
            Form.either("stderr", "system"),
            "`system`: the application's own logging by way of `System.Logger`, once the application has begun to log;"
                    + " until then, `stderr` (below)");

    static final Setting<Boolean> JMX =
            ofAgent("jmx", "`true`", Form.BOOLEAN, "register the MBean (lazily, never during premain)");

    static final Setting<String> HEALTH_FILE = ofAgent(
            "health-file",
            "none",
            new Form.Path("", "the path of a file, which need not exist, in a directory that does"),
            "a file that is there, and less than a minute old, as long as there is a valid token: for probes (below)");

    static final Setting<String> PROFILES = ofAgent(
            "profiles",
            "none",
            new ProfileNames(),
            "names of further credential sets; each reads `filevine.profile.NAME.…` with the keys from `region` to"
                    + " `user-id`");

    static final Setting<String> PROFILES_DIR = ofAgent(
            "profiles-dir",
            "none",
            new Form.Path(
                    "names no directory and looks like a secret, so it is not shown",
                    "the path of a directory with a Java properties file for each profile"),
            "a directory with one Java properties file for each further credential set: `NAME.properties`, the same keys"
                    + " without a prefix (below)");

    /** True is {@code when-used}. */
    static final Setting<Boolean> REFRESH = ofAgent(
            "refresh",
            "`always`",
            Form.either("always", "when-used"),
            "`always`: each profile's token is kept fresh; `when-used`: only that of a profile that a request has used"
                    + " within its token's last two lifetimes, and the next request of another one waits for an"
                    + " exchange");

    static final Setting<String> CONFIG_FILE = ofAgent(
            "config-file",
            "none",
            new Form.Path("", "the path of a Java properties file in UTF-8"),
            "a Java properties file in UTF-8 that may hold all other keys");

    private final boolean perProfile;
    private final String suffix;
    private final String documentedDefault;
    private final Form<T> form;
    private final String meaning;
    private final @Nullable Setting<?> rowOf;
    private final String separator;

    private Setting(
            boolean perProfile,
            String suffix,
            String documentedDefault,
            Form<T> form,
            String meaning,
            @Nullable Setting<?> rowOf,
            String separator) {
        this.perProfile = perProfile;
        this.suffix = suffix;
        this.documentedDefault = documentedDefault;
        this.form = form;
        this.meaning = meaning;
        this.rowOf = rowOf;
        this.separator = separator;
    }

    /** Adds a setting of which there is one for the whole agent. */
    private static <T> Setting<T> ofAgent(String suffix, String documentedDefault, Form<T> form, String meaning) {
        return add(new Setting<>(false, suffix, documentedDefault, form, meaning, null, ""));
    }

    /** Adds a setting of which each profile has its own. */
    private static <T> Setting<T> ofProfile(String suffix, String documentedDefault, Form<T> form, String meaning) {
        return add(new Setting<>(true, suffix, documentedDefault, form, meaning, null, ""));
    }

    /** Adds a setting that is documented in the row of another one, after the given separator. */
    private static <T> Setting<T> inRowOf(
            Setting<?> row, String separator, String suffix, String documentedDefault, Form<T> form) {
        return add(new Setting<>(row.perProfile, suffix, documentedDefault, form, row.meaning, row, separator));
    }

    private static <T> Setting<T> add(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }

    /** Returns all of them, in the order of the table. */
    static Iterable<Setting<?>> values() {
        return ALL;
    }

    /** Returns the setting whose key ends thus after {@code filevine.} or {@code filevine.profile.NAME.}, or null. */
    static @Nullable Setting<?> withSuffix(String suffix) {
        for (Setting<?> setting : ALL) {
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
    static @Nullable Setting<?> closeTo(String text, boolean ofProfile) {
        List<String> suffixes = new ArrayList<>();
        for (Setting<?> setting : ALL) {
            if (!ofProfile || setting.perProfile) {
                suffixes.add(setting.suffix);
            }
        }
        String close = Suggestion.close(text, suffixes);
        return close == null ? null : withSuffix(close);
    }

    /**
     * Returns the lines of a Markdown table. {@code filevine.config-file} is not among them: it says where the others may
     * be written, so the text around the table introduces it.
     */
    public static List<String> markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("| property | default | meaning |");
        lines.add("|---|---|---|");
        for (Setting<?> setting : ALL) {
            if (setting.rowOf == null && setting != CONFIG_FILE) {
                lines.add(row(setting));
            }
        }
        return lines;
    }

    private static String row(Setting<?> first) {
        String keys = "`" + first.key() + "`";
        String defaults = first.documentedDefault;
        for (Setting<?> setting : ALL) {
            if (setting.rowOf == first) {
                keys += setting.separator + "`" + setting.key() + "`";
                if (!setting.documentedDefault.equals(first.documentedDefault)) {
                    defaults += setting.separator + setting.documentedDefault;
                }
            }
        }
        return "| " + keys + " | " + defaults + " | " + first.meaning + " |";
    }

    String suffix() {
        return suffix;
    }

    String key() {
        return PREFIX + suffix;
    }

    boolean isPerProfile() {
        return perProfile;
    }

    /** Returns how its value is written; that of one entry, where it is a list. */
    Form<T> form() {
        return form;
    }

    /** Returns the value that holds where nothing is set, or null where that is no fixed value. */
    @Nullable
    String defaultValue() {
        return documentedDefault.startsWith("`")
                ? documentedDefault.substring(1, documentedDefault.length() - 1)
                : null;
    }
}
