package io.github.filevineagent.config;

/**
 * What stands behind {@code -javaagent:filevine-agent.jar=}: always refused, since a second way to configure the agent
 * would be a second thing to look at when it misbehaves. Never shows a value: it may be a secret.
 */
final class AgentArguments {
    private static final String SOURCE = "-javaagent:...=...";

    private AgentArguments() {}

    /** Names the system property to use for each known key, and how one is written in general if there is none. */
    static Problem refused(String arguments) {
        StringBuilder properties = new StringBuilder();
        for (String argument : arguments.split(",", -1)) {
            String key = argument.split("=", 2)[0].trim();
            String suffix = key.startsWith(Setting.PREFIX) ? key.substring(Setting.PREFIX.length()) : key;
            Setting<?> setting = Setting.withSuffix(suffix);
            if (setting != null) {
                properties.append(properties.length() == 0 ? "" : " ");
                properties.append("-D").append(setting.key()).append("=...");
            }
        }
        String example = properties.length() == 0 ? "-D" + Setting.PAT_FILE.key() + "=..." : properties.toString();
        return new Problem("agent arguments", SOURCE, "are not used", "system properties before -jar: " + example);
    }
}
