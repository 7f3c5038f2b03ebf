package io.github.filevineagent.operations;

import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.token.ExchangeSettings;
import java.util.List;

/** The check command: reads the configuration as the agent would, and tries each profile of it. For one thread. */
final class Check {
    private final ConfigReader reader;
    private final String agentVersion;
    private final CheckReport report;

    Check(ConfigReader reader, String agentVersion, CheckReport report) {
        this.reader = reader;
        this.agentVersion = agentVersion;
        this.report = report;
    }

    /** Returns the exit status. */
    int run() {
        report.settings(agentVersion, reader.effectiveSettings());
        int status;
        try {
            status = check(reader.read());
        } catch (ConfigException e) {
            report.problems(e.problems());
            status = ExitStatus.UNUSABLE;
        }
        report.end(status);
        return status;
    }

    private int check(AgentConfig config) {
        report.warnings(config.warnings());
        if (!reader.enabled()) {
            report.warnings(List.of("filevine.enabled is false: attached to an application, the agent does nothing"));
        }
        boolean passed = true;
        for (ProfileConfig profile : config.profiles()) {
            report.profile(profile.name());
            ExchangeSettings settings = ExchangeSettings.of(profile, config, agentVersion);
            passed &= new ProfileCheck(profile, settings, config.tokenWait(), report).run();
        }
        return passed ? ExitStatus.OK : ExitStatus.STEP_FAILED;
    }
}
