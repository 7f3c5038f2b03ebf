package io.github.filevineagent.check;

import io.github.filevineagent.config.EffectiveSetting;
import io.github.filevineagent.config.Problem;
import java.util.List;

/** Where the check tells what it finds, as it finds it: called in the order of the methods. For one thread. */
interface CheckReport {
    void settings(String agentVersion, List<EffectiveSetting> settings);

    /** The configuration can't be used; no profile follows. */
    void problems(List<Problem> problems);

    void warnings(List<String> warnings);

    /** The steps and suggestions that follow are this profile's. */
    void profile(String name);

    void step(Step step);

    /**
     * A setting that the profile could have.
     *
     * @param values one, or several to choose from
     * @param assignment what to write, and where
     */
    void suggestion(String key, List<String> values, String assignment);

    /** Sums up, where there are several profiles; nothing follows. */
    void end(int exitStatus);
}
