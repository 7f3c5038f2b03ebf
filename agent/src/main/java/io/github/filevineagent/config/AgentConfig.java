package io.github.filevineagent.config;

import io.github.filevineagent.common.LogLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the agent has been told, checked and complete. Immutable. */
public final class AgentConfig {
    private final List<ProfileConfig> profiles;
    private final @Nullable String profilesDirectory;
    private final long tokenWaitNanos;
    private final WhenUnavailable whenUnavailable;
    private final boolean replayUnauthorized;
    private final long connectTimeoutNanos;
    private final long exchangeTimeoutNanos;
    private final LogLevel logLevel;
    private final boolean logTimestamps;
    private final boolean logToSystem;
    private final boolean jmx;
    private final boolean refreshWhenUsed;
    private final @Nullable String healthFile;
    private final List<String> warnings;
    private final List<String> hints;
    private final Sources names;

    /**
     * @param hints warnings, too, that come last: of names that nobody reads
     * @param names where there may be more of these
     */
    AgentConfig(
            List<ProfileConfig> profiles,
            @Nullable String profilesDirectory,
            long tokenWaitNanos,
            WhenUnavailable whenUnavailable,
            boolean replayUnauthorized,
            long connectTimeoutNanos,
            long exchangeTimeoutNanos,
            LogLevel logLevel,
            boolean logTimestamps,
            boolean logToSystem,
            boolean jmx,
            boolean refreshWhenUsed,
            @Nullable String healthFile,
            List<String> warnings,
            List<String> hints,
            Sources names) {
        this.profiles = List.copyOf(profiles);
        this.profilesDirectory = profilesDirectory;
        this.tokenWaitNanos = tokenWaitNanos;
        this.whenUnavailable = whenUnavailable;
        this.replayUnauthorized = replayUnauthorized;
        this.connectTimeoutNanos = connectTimeoutNanos;
        this.exchangeTimeoutNanos = exchangeTimeoutNanos;
        this.logLevel = logLevel;
        this.logTimestamps = logTimestamps;
        this.logToSystem = logToSystem;
        this.jmx = jmx;
        this.refreshWhenUsed = refreshWhenUsed;
        this.healthFile = healthFile;
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
        return profilesDirectory;
    }

    public Duration tokenWait() {
        return Duration.ofNanos(tokenWaitNanos);
    }

    public WhenUnavailable whenUnavailable() {
        return whenUnavailable;
    }

    public boolean replayUnauthorized() {
        return replayUnauthorized;
    }

    public Duration connectTimeout() {
        return Duration.ofNanos(connectTimeoutNanos);
    }

    public Duration exchangeTimeout() {
        return Duration.ofNanos(exchangeTimeoutNanos);
    }

    public LogLevel logLevel() {
        return logLevel;
    }

    /** Returns whether each line on standard error begins with the time. */
    public boolean logTimestamps() {
        return logTimestamps;
    }

    /** Returns whether lines go to the application's own logging, once there is one. */
    public boolean logToSystem() {
        return logToSystem;
    }

    public boolean jmx() {
        return jmx;
    }

    /** Returns whether only the tokens of profiles that requests use are kept fresh. */
    public boolean refreshWhenUsed() {
        return refreshWhenUsed;
    }

    /** Returns the path of the file that is there as long as there is a valid token, or null for none. */
    public @Nullable String healthFile() {
        return healthFile;
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
}
