package io.github.filevineagent.config;

import java.util.ArrayList;
import java.util.HashMap;
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
        return !Boolean.FALSE.equals(Section.ofAgent(sources, new Findings()).read(Setting.ENABLED));
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
            findings.problem(UnknownKeys.refusedArguments(agentArguments));
        }
        ConfigFile file = sources.configFile();
        Problem fileProblem = file == null ? null : file.problem();
        if (fileProblem != null) {
            findings.problem(fileProblem);
        }
        Section agent = Section.ofAgent(sources, findings);
        List<String> names = agent.isSet(Setting.PROFILES) ? ProfileNames.read(agent) : List.of();
        List<ProfileConfig> profiles = profiles(agent, names);
        Findings unknown = unknownKeys(names);
        Map<Setting<?>, Object> values = values(agent);
        List<Problem> problems = new ArrayList<>(findings.problems());
        problems.addAll(unknown.problems());
        if (!problems.isEmpty()) {
            boolean disable = Boolean.TRUE.equals(values.get(Setting.ON_CONFIG_ERROR));
            throw new ConfigException(problems, hints(unknown, names), !disable);
        }
        return new AgentConfig(profiles, values, findings.warnings(), unknown.warnings(), sources.withoutFile());
    }

    /** Returns the values of the agent's own settings, but those that say where and of whom there are more. */
    private static Map<Setting<?>, Object> values(Section agent) {
        Map<Setting<?>, Object> values = new HashMap<>();
        for (Setting<?> setting : Setting.values()) {
            if (!setting.isPerProfile() && setting != Setting.PROFILES && setting != Setting.CONFIG_FILE) {
                Object value = agent.read(setting);
                if (value != null) {
                    values.put(setting, value);
                }
            }
        }
        return values;
    }

    /** Returns all settings with their values, secrets masked, and where each came from; never fails. */
    public List<EffectiveSetting> effectiveSettings() {
        return EffectiveSetting.of(sources);
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
        for (Setting<?> setting : Setting.values()) {
            if (setting.isPerProfile() && agent.isSet(setting)) {
                agent.findings()
                        .warning(agent.key(setting) + " is not used: without " + agent.key(Setting.PAT_FILE)
                                + " there is" + " no default profile, and the others do not inherit it");
            }
        }
    }
}
