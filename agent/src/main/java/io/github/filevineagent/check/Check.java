package io.github.filevineagent.check;

import io.github.filevineagent.common.AgentThread;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.Problem;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.config.ProfilesDirectory;
import io.github.filevineagent.token.ExchangeSettings;
import io.github.filevineagent.token.OpenSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The check command: reads the configuration as the agent would, and tries each profile of it. For one thread. */
final class Check {
    /** What the command line tells the shell. */
    static final int OK = 0;

    static final int STEP_FAILED = 1;

    /** The configuration can't be used, or the arguments can't be understood. */
    static final int UNUSABLE = 2;

    /** Files that somebody is writing are looked at again, and so often at most. */
    private static final int MOST_LOOKS = 5;

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_LOOK_MILLIS = 5000;

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
            report.warnings(e.hints());
            status = UNUSABLE;
        }
        report.end(status);
        return status;
    }

    private int check(AgentConfig config) {
        report.warnings(config.warnings());
        ProfilesDirectory directory = look(config);
        List<ProfileConfig> profiles = new ArrayList<>(config.profiles());
        if (directory != null) {
            profiles.addAll(directory.profiles());
        }
        report.warnings(openSecrets(profiles));
        if (!reader.enabled()) {
            report.warnings(List.of("filevine.enabled is false: attached to an application, the agent does nothing"));
        }
        Problem trouble = directory == null ? null : directory.trouble();
        if (trouble != null) {
            report.problems(List.of(trouble));
        }
        boolean passed = trouble == null;
        for (ProfileConfig profile : profiles) {
            passed &= check(profile, config);
        }
        if (directory != null) {
            passed &= report(directory.problems());
        }
        return passed ? OK : STEP_FAILED;
    }

    private @Nullable ProfilesDirectory look(AgentConfig config) {
        String path = config.profilesDirectory();
        if (path == null) {
            return null;
        }
        ProfilesDirectory directory = new ProfilesDirectory(path, config.profiles(), null);
        for (int i = 1; directory.look(System.currentTimeMillis(), System.nanoTime()) && i < MOST_LOOKS; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        report.warnings(directory.warnings());
        return directory;
    }

    private boolean check(ProfileConfig profile, AgentConfig config) {
        report.profile(profile.name());
        ExchangeSettings settings = ExchangeSettings.of(profile, config, agentVersion);
        return new ProfileCheck(profile, settings, config.tokenWait(), report).run();
    }

    /** Reports the files that the agent would leave alone, and go on with the others. Returns whether there are none. */
    private boolean report(Map<String, List<Problem>> problems) {
        for (Map.Entry<String, List<Problem>> file : problems.entrySet()) {
            report.profile(file.getKey());
            for (Problem problem : file.getValue()) {
                report.step(Step.failed("file", "bad_file", problem.toString()));
            }
        }
        return problems.isEmpty();
    }

    /** Not by this thread, and not for long: a file system can hang. */
    private static List<String> openSecrets(List<ProfileConfig> profiles) {
        OpenSecrets secrets = new OpenSecrets(profiles);
        Thread thread = AgentThread.create("files", secrets);
        thread.start();
        try {
            thread.join(LONGEST_LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return secrets.warnings();
    }
}
