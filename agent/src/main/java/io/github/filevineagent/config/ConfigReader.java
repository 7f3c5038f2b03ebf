package io.github.filevineagent.config;

import io.github.filevineagent.common.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks the agent's configuration, from system properties, environment and configuration file.
 *
 * <p>It runs on the main thread before the application's {@code main}: a valid configuration is read without lambdas,
 * regular expressions, formatting and {@code java.nio.file}, whose first use would delay the start. Not thread-safe.
 */
public final class ConfigReader {
    private final Sources sources;

    /**
     * @param systemProperties as {@link System#getProperties()}; read, never written
     * @param environment as {@link System#getenv()}
     */
    public ConfigReader(Properties systemProperties, Map<String, String> environment) {
        this.sources = new Sources(systemProperties, environment);
    }

    /**
     * Returns false only where {@code filevine.enabled} is {@code false}; never fails. An invalid value counts as true,
     * and {@link #read()} reports it.
     */
    public boolean enabled() {
        return Section.ofAgent(sources, new Findings()).bool(Setting.ENABLED);
    }

    /**
     * Returns a configuration that is complete and valid. Reads the secrets' files, but does not use the network.
     *
     * @throws ConfigException with everything that is wrong, not just the first of it
     */
    public AgentConfig read() throws ConfigException {
        return read(null);
    }

    /**
     * As {@link #read()}, for an agent that was given arguments, which are one more problem.
     *
     * @param agentArguments what the JVM passes to premain
     */
    public AgentConfig read(@Nullable String agentArguments) throws ConfigException {
        Findings findings = new Findings();
        if (agentArguments != null && !agentArguments.isBlank()) {
            findings.problem(AgentArguments.refused(agentArguments));
        }
        ConfigFile file = sources.configFile();
        Problem fileProblem = file == null ? null : file.problem();
        if (fileProblem != null) {
            findings.problem(fileProblem);
        }
        Section agent = Section.ofAgent(sources, findings);
        agent.bool(Setting.ENABLED);
        List<String> names = agent.isSet(Setting.PROFILES) ? ProfileNames.read(agent) : List.of();
        List<ProfileConfig> profiles = profiles(agent, names);
        Findings unknown = unknownKeys(names);
        AgentConfig config = new AgentConfig(
                profiles,
                agent.isSet(Setting.PROFILES_DIR) ? directory(agent) : null,
                agent.nanos(Setting.TOKEN_WAIT),
                agent.oneOf(Setting.WHEN_UNAVAILABLE, WhenUnavailable.values(), WhenUnavailable.FAIL),
                agent.bool(Setting.REPLAY_UNAUTHORIZED),
                agent.nanos(Setting.CONNECT_TIMEOUT),
                agent.nanos(Setting.EXCHANGE_TIMEOUT),
                agent.oneOf(Setting.LOG_LEVEL, LogLevel.values(), LogLevel.INFO),
                agent.bool(Setting.LOG_TIMESTAMPS),
                // As for refresh, below.
                agent.isSet(Setting.LOG_TO) && LogTo.isSystem(agent),
                agent.bool(Setting.JMX),
                // Without the class for it where nothing is set.
                agent.isSet(Setting.REFRESH) && Refresh.isWhenUsed(agent),
                healthFile(agent),
                findings.warnings(),
                unknown.warnings(),
                sources.withoutFile());
        boolean abort = agent.oneOf(Setting.ON_CONFIG_ERROR, OnConfigError.values(), OnConfigError.ABORT)
                == OnConfigError.ABORT;
        List<Problem> problems = new ArrayList<>(findings.problems());
        problems.addAll(unknown.problems());
        if (!problems.isEmpty()) {
            throw new ConfigException(problems, hints(unknown, names), abort);
        }
        return config;
    }

    private static @Nullable String healthFile(Section agent) {
        SettingValue value = agent.find(Setting.HEALTH_FILE);
        if (value == null) {
            return null;
        }
        if (value.text().isEmpty()) {
            agent.findings()
                    .problem(value, "is blank", "the path of a file, which need not exist, in a directory that does");
        }
        return value.text();
    }

    /** Returns all settings with their values, secrets masked, and where each came from; never fails. */
    public List<EffectiveSetting> effectiveSettings() {
        return EffectiveSettings.of(sources);
    }

    /** Almost nobody has any, and then what explains them is not loaded. */
    private Findings unknownKeys(List<String> profiles) {
        Findings findings = new Findings();
        if (!profiles.isEmpty() || sources.configFile() != null || sources.hasUnknownSystemProperty()) {
            new UnknownKeys(profiles, findings).report(sources);
        }
        return findings;
    }

    /** Returns what may explain the problems. */
    private List<String> hints(Findings unknown, List<String> profiles) {
        List<String> hints = new ArrayList<>(unknown.warnings());
        hints.addAll(MistypedNames.warnings(sources, profiles));
        return hints;
    }

    /** Looks at the value only: what is there is looked at beside the application. */
    private static @Nullable String directory(Section agent) {
        SettingValue value = agent.find(Setting.PROFILES_DIR);
        if (value == null) {
            return null;
        }
        String flaw = value.text().isEmpty() ? "is blank" : null;
        if (Redaction.looksLikeCredential(value.text())) {
            flaw = "names no directory and looks like a secret, so it is not shown";
        }
        if (flaw != null) {
            agent.findings()
                    .problem(value, flaw, "the path of a directory with a Java properties file for each profile");
        }
        return value.text();
    }

    private List<ProfileConfig> profiles(Section agent, List<String> names) {
        // One profile shares its hosts with nobody, and need not load what finds that out.
        HostOwners owners = names.isEmpty() ? null : new HostOwners();
        List<ProfileConfig> profiles = new ArrayList<>();
        if (agent.describesProfile()) {
            add(profiles, agent, owners);
        } else {
            warnOfUnused(agent);
        }
        for (String name : names) {
            add(profiles, Section.ofProfile(name, sources, agent.findings()), owners);
        }
        return profiles;
    }

    private static void add(List<ProfileConfig> profiles, Section section, @Nullable HostOwners owners) {
        ProfileConfig profile = new ProfileReader(section, owners).read();
        if (profile != null) {
            profiles.add(profile);
        }
    }

    /** Without a PAT there is no default profile for these to describe, and the others do not inherit them. */
    private static void warnOfUnused(Section agent) {
        for (Setting setting : Setting.values()) {
            if (setting.isPerProfile() && agent.isSet(setting)) {
                agent.findings()
                        .warning(agent.key(setting) + " is not used: without " + agent.key(Setting.PAT_FILE)
                                + " there is" + " no default profile, and the others do not inherit it");
            }
        }
    }
}
