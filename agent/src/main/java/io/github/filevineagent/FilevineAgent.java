package io.github.filevineagent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.security.CodeSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Where the JVM enters: the premain of {@code -javaagent}. It starts a thread and returns. */
public final class FilevineAgent {
    private static final AtomicBoolean attached = new AtomicBoolean();

    private FilevineAgent() {}

    /**
     * Starts the agent. Returns before any network access, and whatever goes wrong the application's {@code main} runs,
     * unless the configuration is wrong and {@code filevine.on-config-error} is {@code abort}.
     */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        if (isJdkTool(System.getProperty("jdk.module.main"))) {
            return;
        }
        try {
            if (!attached.compareAndSet(false, true)) {
                System.err.println("[filevine-agent] warn: attached twice; the second -javaagent is ignored.");
                return;
            }
            CodeSource source = FilevineAgent.class.getProtectionDomain().getCodeSource();
            File jar = new File(source.getLocation().toURI());
            if (isOwnCommand(jar, System.getProperty("java.class.path"), System.getProperty("sun.java.command"))) {
                return;
            }
            ClassLoader isolated = new IsolatedClassLoader(jar, source);
            new StartupThread(arguments, instrumentation, jar, isolated).startBeforeApplication();
        } catch (Throwable t) {
            StartupThread.reportNotStarted(t);
        }
    }

    /** {@code JAVA_TOOL_OPTIONS} reaches {@code javac}, {@code jcmd} and {@code keytool}, too: not our business. */
    static boolean isJdkTool(@Nullable String mainModule) {
        return mainModule != null && (mainModule.startsWith("jdk.") || mainModule.equals("java.base"));
    }

    /**
     * Whether this JVM runs {@code -jar filevine-agent.jar}, which {@code JAVA_TOOL_OPTIONS} reaches as well. HotSpot puts
     * the jar at the beginning of both properties; where they say something else the agent starts.
     */
    static boolean isOwnCommand(File agentJar, @Nullable String classPath, @Nullable String command) {
        if (classPath == null || command == null) {
            return false;
        }
        int end = classPath.indexOf(File.pathSeparatorChar);
        String first = end == -1 ? classPath : classPath.substring(0, end);
        return !first.isEmpty()
                && command.startsWith(first)
                && new File(first).getAbsoluteFile().equals(agentJar);
    }
}
