package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The world that a {@link ConfigReader} reads, for tests to write down. */
final class GivenSettings {
    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();

    /** Nothing at all, which lacks a PAT. */
    static GivenSettings none() {
        return new GivenSettings();
    }

    /** Just what suffices. */
    static GivenSettings valid() {
        return none().environment("FILEVINE_PAT", "pat-of-default");
    }

    GivenSettings property(String key, String value) {
        properties.setProperty(key, value);
        return this;
    }

    GivenSettings environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    ConfigReader reader() {
        return new ConfigReader(properties, environment);
    }

    AgentConfig read() throws ConfigException {
        return reader().read();
    }

    ProfileConfig readProfile() throws ConfigException {
        return read().profiles().get(0);
    }

    ConfigException failure() {
        return catchThrowableOfType(ConfigException.class, this::read);
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Problem problem : failure().problems()) {
            problems.add(problem.toString());
        }
        return problems;
    }

    /** All that any message, list or {@code toString} shows. */
    String everythingShown() {
        StringBuilder shown = new StringBuilder();
        for (EffectiveSetting setting : reader().effectiveSettings()) {
            shown.append(setting).append('\n');
        }
        try {
            AgentConfig config = read();
            shown.append(config.warnings());
            for (ProfileConfig profile : config.profiles()) {
                shown.append(profile.pat()).append(profile.clientSecret());
            }
        } catch (ConfigException e) {
            shown.append(e).append(e.problems());
        }
        return shown.toString();
    }
}
