package io.github.filevineagent.config;

import io.github.filevineagent.common.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All that the agent has been told, checked and complete. Immutable. */
public final class AgentConfig {
    private final List<ProfileConfig> profiles;
    private final Map<Setting<?>, Object> values;
    private final List<String> warnings;
    private final List<String> hints;
    private final Sources names;

    /**
     * @param values of the agent's settings, each of the type that its setting says; none where there is none
     * @param hints warnings, too, that come last: of names that nobody reads
     * @param names where there may be more of these
     */
    AgentConfig(
            List<ProfileConfig> profiles,
            Map<Setting<?>, Object> values,
            List<String> warnings,
            List<String> hints,
            Sources names) {
        this.profiles = List.copyOf(profiles);
        this.values = values;
        this.warnings = List.copyOf(warnings);
        this.hints = List.copyOf(hints);
        this.names = names;
    }

    /** Returns the default profile, then the others in the order in which {@code filevine.profiles} names them. */
    public List<ProfileConfig> profiles() {
        return profiles;
    }

    /** Returns the directory that has a file for each further profile, or null. */
    public @Nullable String profilesDirectory() {
        return find(Setting.PROFILES_DIR);
    }

    public Duration tokenWait() {
        return get(Setting.TOKEN_WAIT);
    }

    public WhenUnavailable whenUnavailable() {
        return get(Setting.WHEN_UNAVAILABLE);
    }

    public boolean replayUnauthorized() {
        return get(Setting.REPLAY_UNAUTHORIZED);
    }

    public Duration connectTimeout() {
        return get(Setting.CONNECT_TIMEOUT);
    }

    public Duration exchangeTimeout() {
        return get(Setting.EXCHANGE_TIMEOUT);
    }

    public Log.Level logLevel() {
        return get(Setting.LOG_LEVEL);
    }

    /** Returns whether each line on standard error begins with the time. */
    public boolean logTimestamps() {
        return get(Setting.LOG_TIMESTAMPS);
    }

    /** Returns whether lines go to the application's own logging, once there is one. */
    public boolean logToSystem() {
        return get(Setting.LOG_TO);
    }

    public boolean jmx() {
        return get(Setting.JMX);
    }

    /** Returns whether only the tokens of profiles that requests use are kept fresh. */
    public boolean refreshWhenUsed() {
        return get(Setting.REFRESH);
    }

    /** Returns the path of the file that is there as long as there is a valid token, or null for none. */
    public @Nullable String healthFile() {
        return find(Setting.HEALTH_FILE);
    }

    /** Returns the value of a setting that has a default. */
    private <T> T get(Setting<T> setting) {
        return Objects.requireNonNull(find(setting));
    }

    @SuppressWarnings("unchecked") // of the type that its setting says
    private <T> @Nullable T find(Setting<T> setting) {
        return (T) values.get(setting);
    }

    /**
     * Returns what is valid but should be said, such as a secret on the command line. Looks for names that are mistyped, which
     * takes a moment.
     */
    public List<String> warnings() {
        List<String> named = new ArrayList<>();
        for (ProfileConfig profile : profiles) {
            if (!profile.name().equals(ProfileConfig.DEFAULT_NAME)) {
                named.add(profile.name());
            }
        }
        List<String> all = new ArrayList<>(warnings);
        all.addAll(hints);
        all.addAll(MistypedNames.warnings(names, named));
        return all;
    }

    /** What becomes of a gateway request for which there is no valid token in time. */
    public enum WhenUnavailable {
        /** It fails with an {@code IOException} that says why. */
        FAIL,
        /** It is sent without the header. */
        PASS
    }
}
