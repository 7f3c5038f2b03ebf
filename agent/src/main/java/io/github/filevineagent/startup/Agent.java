package io.github.filevineagent.startup;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.AutoIds;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.GatewayHost;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.instrumentation.HookInstaller;
import io.github.filevineagent.instrumentation.HookTransformer;
import io.github.filevineagent.instrumentation.JvmShutdown;
import io.github.filevineagent.log.Log;
import io.github.filevineagent.operations.AgentVersion;
import io.github.filevineagent.operations.ManagementWatch;
import io.github.filevineagent.operations.ProfileMonitor;
import io.github.filevineagent.refresh.Clock;
import io.github.filevineagent.refresh.RefreshLoop;
import io.github.filevineagent.refresh.TokenSource;
import io.github.filevineagent.token.AgentThread;
import io.github.filevineagent.token.ExchangeSettings;
import io.github.filevineagent.token.PatExchange;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** The composition root: configuration, exchange, refresh, decision and hooks, put together in that order. Thread-safe. */
final class Agent {
    private final AgentConfig config;
    private final String version;
    private final Instrumentation instrumentation;
    private final Log log;
    private final HookInstaller hooks;
    private final AtomicBoolean flightRecorderLoaded = new AtomicBoolean();
    private final Map<Profile, ProfileMonitor> monitors = new LinkedHashMap<>();

    /** Puts the parts together. The exchanges begin at once: they wait for the network, beside which the rest is done. */
    Agent(AgentConfig config, Instrumentation instrumentation, File agentJar, HookTransformer transformer, Log log) {
        this.config = config;
        this.version = AgentVersion.read();
        this.instrumentation = instrumentation;
        this.log = log;
        List<Profile> profiles = new ArrayList<>();
        for (ProfileConfig profile : config.profiles()) {
            profiles.add(start(profile));
        }
        this.hooks = new HookInstaller(instrumentation, agentJar, new Authorizer(config, profiles), transformer, log);
    }

    /** Makes the hooks ready to be called. */
    void connectDispatcher() throws IOException {
        hooks.connectDispatcher();
    }

    /** Gets everything ready for the first request, and tells the operator. */
    void makeReady() throws IOException {
        List<String> installed = hooks.install();
        new ManagementWatch(flightRecorderLoaded, config.jmx(), monitors, log).start(instrumentation);
        for (String warning : config.warnings()) {
            log.warn(warning);
        }
        if (installed.isEmpty()) {
            if (!JvmShutdown.isInProgress()) {
                log.error("filevine-agent " + version
                        + " could place no hook in this JVM, for the reasons above: requests go on without a token.");
            }
        } else {
            log.info("filevine-agent " + version + " is active. " + describe(config.profiles()) + "Hooks: "
                    + String.join(", ", installed) + ".");
        }
    }

    private Profile start(ProfileConfig profileConfig) {
        ExchangeSettings settings = ExchangeSettings.of(profileConfig, config, version);
        SplittableRandom random = new SplittableRandom();
        ProfileMonitor monitor = new ProfileMonitor(profileConfig.name(), flightRecorderLoaded, log);
        TokenSource tokens = new TokenSource(
                profileConfig.name(), new PatExchange(settings), random::nextDouble, Clock.SYSTEM, log, monitor);
        AgentThread.create("refresh-" + profileConfig.name(), new RefreshLoop(tokens))
                .start();
        Profile profile = new Profile(profileConfig, tokens, monitor);
        if (profileConfig.hasAutoIds()) {
            AgentThread.create("ids-" + profileConfig.name(), new AutoIds(profileConfig, profile, settings, log))
                    .start();
        }
        monitors.put(profile, monitor);
        return profile;
    }

    private static String describe(List<ProfileConfig> profiles) {
        StringBuilder text = new StringBuilder();
        for (ProfileConfig profile : profiles) {
            text.append("Profile ").append(profile.name()).append(": ");
            String separator = "";
            for (GatewayHost host : profile.gatewayHosts()) {
                text.append(separator).append(host);
                separator = ", ";
            }
            text.append(". ");
        }
        return text.toString();
    }
}
