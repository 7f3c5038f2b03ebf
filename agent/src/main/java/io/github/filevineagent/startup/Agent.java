package io.github.filevineagent.startup;

import io.github.filevineagent.common.AgentVersion;
import io.github.filevineagent.common.JvmShutdown;
import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.GatewayHost;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.config.ProfilesDirectory;
import io.github.filevineagent.instrumentation.HookInstaller;
import io.github.filevineagent.instrumentation.JdkModules;
import io.github.filevineagent.instrumentation.OtherStacks;
import io.github.filevineagent.management.HealthFile;
import io.github.filevineagent.refresh.Clock;
import io.github.filevineagent.token.OpenSecrets;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** The composition root: exchange, refresh, decision and hooks, put together in that order. For the start-up thread. */
final class Agent {
    /** A line that people read. */
    private static final int MOST_PROFILES_TOLD = 10;

    private final AgentConfig config;
    private final String version = AgentVersion.read();
    private final Instrumentation instrumentation;
    private final Log log;
    private final RunningProfiles profiles;
    private final HookInstaller hooks;

    /**
     * Puts the parts together, after which requests need not wait for the agent. The exchanges begin at once: they wait for
     * the network, beside which the rest is done.
     */
    Agent(AgentConfig config, Instrumentation instrumentation, DeferredAgent deferred, Log log) throws IOException {
        this.config = config;
        this.instrumentation = instrumentation;
        this.log = log;
        JdkModules.openBase(instrumentation);
        this.profiles = RunningProfiles.start(config, version, log);
        String directory = config.profilesDirectory();
        if (directory != null) {
            watch(directory);
        }
        this.hooks = HookInstaller.connect(
                instrumentation, deferred.connection(), profiles.authorizer(), deferred.transformer(), log);
    }

    /** Requests wait for the agent, and so for the first look, as they do for a token. */
    private void watch(String directory) {
        ProfilesWatch watch = new ProfilesWatch(
                new ProfilesDirectory(directory, config.profiles(), log), profiles, Clock.SYSTEM, log);
        watch.start();
        watch.awaitFirstLook(config.tokenWait());
    }

    /** Gets everything ready for the first request, and tells the operator. */
    void makeReady() {
        // In this order, because it is one class against two, and a program that uses it starts quicker.
        boolean urlConnection = hooks.installUrlConnection();
        profiles.management().start(instrumentation);
        if (config.healthFile() != null) {
            HealthFile.start(config.healthFile(), profiles::profiles, log);
        }
        for (String warning : config.warnings()) {
            log.warn(warning);
        }
        boolean httpClient = hooks.installHttpClient();
        report(httpClient, urlConnection);
        new OtherStacks(instrumentation, profiles.authorizer(), log).start();
        // Last, because a file system can hang.
        OpenSecrets secrets = new OpenSecrets(profiles.configs());
        secrets.run();
        for (String warning : secrets.warnings()) {
            log.warn(warning);
        }
    }

    private void report(boolean httpClient, boolean urlConnection) {
        List<String> installed = new ArrayList<>();
        if (httpClient) {
            installed.add("HttpClient");
        }
        if (urlConnection) {
            installed.add("HttpURLConnection");
        }
        if (!installed.isEmpty()) {
            log.info("filevine-agent " + version + " is active. " + describe(profiles.configs()) + "Hooks: "
                    + String.join(", ", installed) + ".");
        } else if (!JvmShutdown.isInProgress()) {
            log.error("filevine-agent " + version
                    + " could place no hook in this JVM, for the reasons above: requests go on without a token.");
        }
    }

    private static String describe(List<ProfileConfig> profiles) {
        StringBuilder text = new StringBuilder();
        int told = Math.min(profiles.size(), MOST_PROFILES_TOLD);
        for (int i = 0; i < told; i++) {
            ProfileConfig profile = profiles.get(i);
            text.append("Profile ").append(profile.name()).append(": ");
            String separator = "";
            for (GatewayHost host : profile.gatewayHosts()) {
                text.append(separator).append(host);
                separator = ", ";
            }
            text.append(". ");
        }
        if (told < profiles.size()) {
            text.append("These and ").append(profiles.size() - told).append(" further profiles. ");
        }
        return text.toString();
    }
}
