package io.github.filevineagent.config;

import io.github.filevineagent.log.LogLevel;
import java.time.Duration;
import java.util.List;

/** All that the agent has been told, checked and complete. Immutable. */
public final class AgentConfig {
    private final List<ProfileConfig> profiles;
    private final Duration tokenWait;
    private final WhenUnavailable whenUnavailable;
    private final boolean replayUnauthorized;
    private final Duration connectTimeout;
    private final Duration exchangeTimeout;
    private final LogLevel logLevel;
    private final boolean jmx;
    private final List<String> warnings;

    AgentConfig(
            List<ProfileConfig> profiles,
            Duration tokenWait,
            WhenUnavailable whenUnavailable,
            boolean replayUnauthorized,
            Duration connectTimeout,
            Duration exchangeTimeout,
            LogLevel logLevel,
            boolean jmx,
            List<String> warnings) {
        this.profiles = List.copyOf(profiles);
        this.tokenWait = tokenWait;
        this.whenUnavailable = whenUnavailable;
        this.replayUnauthorized = replayUnauthorized;
        this.connectTimeout = connectTimeout;
        this.exchangeTimeout = exchangeTimeout;
        this.logLevel = logLevel;
        this.jmx = jmx;
        this.warnings = List.copyOf(warnings);
    }

    /** Returns the default profile, then the others in the order in which {@code filevine.profiles} names them. */
    public List<ProfileConfig> profiles() {
        return profiles;
    }

    public Duration tokenWait() {
        return tokenWait;
    }

    public WhenUnavailable whenUnavailable() {
        return whenUnavailable;
    }

    public boolean replayUnauthorized() {
        return replayUnauthorized;
    }

    public Duration connectTimeout() {
        return connectTimeout;
    }

    public Duration exchangeTimeout() {
        return exchangeTimeout;
    }

    public LogLevel logLevel() {
        return logLevel;
    }

    public boolean jmx() {
        return jmx;
    }

    /** Returns what is valid but should be said, such as a secret on the command line. */
    public List<String> warnings() {
        return warnings;
    }
}
