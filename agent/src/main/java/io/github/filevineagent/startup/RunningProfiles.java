package io.github.filevineagent.startup;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.AutoIds;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.management.FlightRecorderUse;
import io.github.filevineagent.management.ManagementWatch;
import io.github.filevineagent.management.ProfileMonitor;
import io.github.filevineagent.refresh.Clock;
import io.github.filevineagent.refresh.Jitter;
import io.github.filevineagent.refresh.TokenSource;
import io.github.filevineagent.refresh.Workers;
import io.github.filevineagent.token.AbandonedCalls;
import io.github.filevineagent.token.ExchangeSettings;
import io.github.filevineagent.token.PatExchange;
import io.github.filevineagent.token.TokenEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The profiles at work, and the threads that keep their tokens fresh: those of the configuration for good, and those of {@code
 * filevine.profiles-dir} as they come and go. Thread-safe, but only one thread may replace profiles.
 */
final class RunningProfiles {
    private final AgentConfig config;
    private final String version;
    private final Log log;
    private final FlightRecorderUse flightRecorder = new FlightRecorderUse();
    private final Workers workers = new Workers();
    private final AbandonedCalls abandoned = new AbandonedCalls();
    private final TokenEndpoint.Shared endpoints;
    private final Authorizer authorizer;
    private final int configured;

    /** Never changed, but replaced. */
    private volatile List<RunningProfile> all;

    private volatile @Nullable ManagementWatch management;

    private RunningProfiles(AgentConfig config, String version, Log log) {
        this.config = config;
        this.version = version;
        this.log = log;
        this.endpoints = new TokenEndpoint.Shared(log);
        List<RunningProfile> profiles = new ArrayList<>();
        for (ProfileConfig profile : config.profiles()) {
            RunningProfile running = new RunningProfile(profile, null);
            profiles.add(running);
            running.begin();
        }
        this.all = profiles;
        this.configured = profiles.size();
        this.authorizer = new Authorizer(config, profilesIn(profiles), log, flightRecorder);
    }

    /**
     * Begins the exchanges, and returns at once. A program's first request waits for them, so this comes before all else that
     * is put together, and uses no lambda: the first one of a JVM takes some milliseconds.
     */
    static RunningProfiles start(AgentConfig config, String version, Log log) {
        return new RunningProfiles(config, version, log);
    }

    /**
     * Has the profiles of the directory be these from now on. One that was there before goes on if it is the same object; one
     * of the same name is replaced, and goes on counting.
     *
     * <p>Requests choose their profile anew from before an old one is closed: what waits for its token then finds another
     * profile, or none.
     */
    void replaceThoseOfDirectory(List<ProfileConfig> wanted) {
        List<RunningProfile> before = all.subList(configured, all.size());
        Map<String, RunningProfile> byName = new LinkedHashMap<>();
        for (RunningProfile running : before) {
            byName.put(running.config.name(), running);
        }
        List<RunningProfile> after = new ArrayList<>();
        List<RunningProfile> begun = new ArrayList<>();
        for (ProfileConfig profile : wanted) {
            RunningProfile present = byName.get(profile.name());
            if (present != null && present.config == profile) {
                after.add(present);
                byName.remove(profile.name());
            } else {
                RunningProfile running = new RunningProfile(profile, present);
                after.add(running);
                begun.add(running);
            }
        }
        if (begun.isEmpty() && byName.isEmpty()) {
            return;
        }
        List<RunningProfile> replaced = new ArrayList<>(all.subList(0, configured));
        replaced.addAll(after);
        authorizer.replaceProfiles(profilesIn(replaced));
        all = replaced;
        for (RunningProfile gone : byName.values()) {
            gone.end();
        }
        beginAll(begun);
        showToManagement();
    }

    /** Each of them, even where one can't begin yet, as without memory for a thread: whoever needs its token tries again. */
    private static void beginAll(List<RunningProfile> begun) {
        Throwable failure = null;
        for (RunningProfile running : begun) {
            try {
                running.begin();
            } catch (Throwable t) {
                failure = t;
            }
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<Profile> profilesIn(List<RunningProfile> running) {
        List<Profile> profiles = new ArrayList<>();
        for (RunningProfile each : running) {
            profiles.add(each.profile);
        }
        return profiles;
    }

    Authorizer authorizer() {
        return authorizer;
    }

    /** Returns the profiles that there are now. */
    List<Profile> profiles() {
        return profilesIn(all);
    }

    /** Returns the settings of the profiles that there are now. */
    List<ProfileConfig> configs() {
        List<ProfileConfig> configs = new ArrayList<>();
        for (RunningProfile running : all) {
            configs.add(running.config);
        }
        return configs;
    }

    /** Returns what shows the profiles to an operator, as they come and go. */
    ManagementWatch management() {
        ManagementWatch watch = new ManagementWatch(flightRecorder, config.jmx(), monitors(), log);
        management = watch;
        // For those that have come meanwhile.
        showToManagement();
        return watch;
    }

    private void showToManagement() {
        ManagementWatch watch = management;
        if (watch != null) {
            watch.show(monitors());
        }
    }

    private Map<Profile, ProfileMonitor> monitors() {
        Map<Profile, ProfileMonitor> monitors = new LinkedHashMap<>();
        for (RunningProfile running : all) {
            monitors.put(running.profile, running.monitor);
        }
        return monitors;
    }

    /** A profile with all that works for it. */
    private final class RunningProfile {
        private final ProfileConfig config;
        private final TokenSource tokens;
        private final ProfileMonitor monitor;
        private final Profile profile;
        private final @Nullable AutoIds autoIds;

        /**
         * @param predecessor of the same name, or null
         */
        RunningProfile(ProfileConfig config, @Nullable RunningProfile predecessor) {
            this.config = config;
            ExchangeSettings settings = ExchangeSettings.of(config, RunningProfiles.this.config, endpoints, version);
            this.monitor =
                    predecessor == null ? new ProfileMonitor(config.name(), flightRecorder, log) : predecessor.monitor;
            this.tokens = new TokenSource(
                    config.name(),
                    new PatExchange(settings, abandoned),
                    new Jitter(),
                    Clock.SYSTEM,
                    log,
                    monitor,
                    RunningProfiles.this.config.refreshWhenUsed());
            this.profile = new Profile(config, tokens, monitor, predecessor == null ? null : predecessor.profile);
            this.autoIds =
                    config.hasAutoIds() ? new AutoIds(config, profile, settings, log, Clock.SYSTEM, abandoned) : null;
        }

        void begin() {
            workers.add(tokens);
            if (autoIds != null) {
                autoIds.begin(workers);
            }
        }

        void end() {
            workers.remove(tokens);
            if (autoIds != null) {
                // Not workers.remove(autoIds): to check that AutoIds is a Job, the verifier would load it in each JVM,
                // also where no id is "auto".
                autoIds.end(workers);
            }
            tokens.close("its profile " + config.name() + ", which had the file " + config.file()
                    + ", is gone or was changed.");
        }
    }
}
