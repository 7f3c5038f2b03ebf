package io.github.filevineagent.authorize;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.refresh.IssuedTokens;
import io.github.filevineagent.refresh.TokenSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Two firms on one host, of which one is replaced by another: 7, with the token a, by 8, with the token b. */
final class RacedFirms {
    private static final AgentConfig WITH_SEVEN = config("7");
    private static final AgentConfig WITH_EIGHT = config("8");
    private static final Profile SEVEN = profile(WITH_SEVEN, 0, IssuedTokens.a());
    private static final Profile EIGHT = profile(WITH_EIGHT, 0, IssuedTokens.b());
    private static final Profile NINE = profile(WITH_SEVEN, 1, IssuedTokens.b());
    private static final Log LOG = new Log(System.err, Log.Level.OFF);

    final Authorizer authorizer;
    private final Profile seven;

    RacedFirms() {
        this(SEVEN);
    }

    private RacedFirms(Profile seven) {
        this.seven = seven;
        this.authorizer = new Authorizer(WITH_SEVEN, List.of(seven, NINE), LOG, host -> {});
    }

    /** Returns some of which the first can be {@linkplain #close closed}, which takes its token away. */
    static RacedFirms toBeClosed() {
        return new RacedFirms(profile(WITH_SEVEN, 0, IssuedTokens.a()));
    }

    /** Drops the token of the firm that is replaced. */
    void close() {
        seven.tokens().close("it was replaced.");
    }

    void replace() {
        authorizer.replaceProfiles(List.of(EIGHT, NINE));
    }

    /** Returns what a request that names this organisation, or none, goes with. */
    @Nullable
    Profile profileFor(@Nullable String organisation) {
        Gateway gateway = authorizer.gatewayFor("https", "gw.example.com", -1);
        return gateway == null ? null : gateway.profileFor(organisation);
    }

    private static Profile profile(AgentConfig config, int index, TokenSource tokens) {
        return new Profile(config.profiles().get(index), tokens, host -> {});
    }

    /** Returns a default profile with this organisation, and another one with 9. */
    private static AgentConfig config(String organisation) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "filevine.pat", "pat",
                "filevine.gateway-hosts", "gw.example.com",
                "filevine.org-id", organisation,
                "filevine.profiles", "nine",
                "filevine.profile.nine.pat", "pat",
                "filevine.profile.nine.gateway-hosts", "gw.example.com",
                "filevine.profile.nine.org-id", "9"));
        try {
            return new ConfigReader(properties, Map.of()).read();
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }
}
