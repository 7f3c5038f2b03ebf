package io.github.filevineagent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters: the premain of {@code -javaagent}. It reads the configuration, registers the hooks, and leaves the
 * rest to a thread.
 */
public final class FilevineAgent {
    private static final String STARTUP = "io.github.filevineagent.startup.AgentStartup";

    private static boolean attached;

    private FilevineAgent() {}

    /**
     * Starts the agent. Returns before any network access, and whatever goes wrong the application's {@code main} runs,
     * unless the configuration is wrong and {@code filevine.on-config-error} is {@code abort}.
     */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        // All within the try: what a premain throws ends the JVM, and a security manager can refuse anything.
        try {
            attach(arguments, instrumentation);
        } catch (Throwable t) {
            report(t);
        }
    }

    private static void attach(@Nullable String arguments, Instrumentation instrumentation) throws Exception {
        if (isJdkTool(System.getProperty("jdk.module.main"))) {
            return;
        }
        if (attached) {
            System.err.println("[filevine-agent] warn: attached twice; the second -javaagent is ignored.");
            return;
        }
        attached = true;
        ProtectionDomain domain = FilevineAgent.class.getProtectionDomain();
        File jar = new File(domain.getCodeSource().getLocation().toURI());
        if (!isOwnCommand(jar, System.getProperty("java.class.path"), System.getProperty("sun.java.command"))) {
            start(arguments, instrumentation, jar, IsolatedClassLoader.of(jar, domain));
        }
    }

    private static void report(Throwable failure) {
        try {
            System.err.println("[filevine-agent] error: not started, the application runs without it and its requests"
                    + " go without a token: " + failure);
        } catch (Throwable t) {
            // Another agent has replaced System.err, or there is no memory left: nobody can be told.
        }
    }

    /**
     * Does what must precede the application. What can be done beside it is left to a thread.
     *
     * <p>The isolated part is called through an interface of the JDK, since JDK 25 makes method handles for a call by
     * reflection. What else holds here, and what it gains, is said in package {@code startup}.
     */
    @SuppressWarnings("unchecked")
    private static void start(
            @Nullable String arguments, Instrumentation instrumentation, File jar, ClassLoader isolated)
            throws ReflectiveOperationException {
        Object startup = isolated.loadClass(STARTUP).getConstructor().newInstance();
        ((Consumer<@Nullable Object[]>) startup).accept(new @Nullable Object[] {arguments, instrumentation, jar});
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
