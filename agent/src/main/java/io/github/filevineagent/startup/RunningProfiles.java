package io.github.filevineagent.startup;

import io.github.filevineagent.authorize.AutoIds;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.log.Log;
import io.github.filevineagent.operations.FlightRecorderUse;
import io.github.filevineagent.operations.ProfileMonitor;
import io.github.filevineagent.refresh.Clock;
import io.github.filevineagent.refresh.Jitter;
import io.github.filevineagent.refresh.TokenSource;
import io.github.filevineagent.refresh.Workers;
import io.github.filevineagent.token.AbandonedCalls;
import io.github.filevineagent.token.ExchangeSettings;
import io.github.filevineagent.token.PatExchange;
import io.github.filevineagent.token.TokenEndpoints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The profiles, and the threads that keep their tokens fresh. Immutable, apart from what the profiles do. */
final class RunningProfiles {
    private final List<Profile> profiles = new ArrayList<>();
    private final Map<Profile, ProfileMonitor> monitors = new LinkedHashMap<>();
    private final FlightRecorderUse flightRecorder = new FlightRecorderUse();
    private final Workers workers = new Workers();
    private final AbandonedCalls abandoned = new AbandonedCalls();
    private final boolean refreshWhenUsed;
    private final Log log;

    private RunningProfiles(boolean refreshWhenUsed, Log log) {
        this.refreshWhenUsed = refreshWhenUsed;
        this.log = log;
    }

    /**
     * Begins the exchanges, and returns at once. A program's first request waits for them, so what they need is done before
     * anything else, and without a lambda: the first one of a JVM takes it some milliseconds.
     */
    static RunningProfiles start(AgentConfig config, String version, Log log) {
        RunningProfiles running = new RunningProfiles(config.refreshWhenUsed(), log);
        TokenEndpoints endpoints = new TokenEndpoints(log);
        for (ProfileConfig profile : config.profiles()) {
            running.add(profile, ExchangeSettings.of(profile, config, endpoints, version));
        }
        return running;
    }

    private void add(ProfileConfig config, ExchangeSettings settings) {
        ProfileMonitor monitor = new ProfileMonitor(config.name(), flightRecorder, log);
        TokenSource tokens = new TokenSource(
                config.name(),
                new PatExchange(settings, abandoned),
                new Jitter(),
                Clock.SYSTEM,
                log,
                monitor,
                refreshWhenUsed);
        workers.add(tokens);
        Profile profile = new Profile(config, tokens, monitor);
        if (config.hasAutoIds()) {
            new AutoIds(config, profile, settings, log, Clock.SYSTEM, abandoned).begin(workers);
        }
        profiles.add(profile);
        monitors.put(profile, monitor);
    }

    List<Profile> profiles() {
        return profiles;
    }

    Map<Profile, ProfileMonitor> monitors() {
        return monitors;
    }

    /** Returns what the monitors ask whether there is a flight recorder to write to. */
    FlightRecorderUse flightRecorder() {
        return flightRecorder;
    }
}
