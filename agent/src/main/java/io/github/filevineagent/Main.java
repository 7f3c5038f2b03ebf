package io.github.filevineagent;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.security.ProtectionDomain;

/** Where {@code java -jar filevine-agent.jar} enters. It hands over to the isolated part and to nothing else. */
public final class Main {
    private static final String COMMANDS = "io.github.filevineagent.check.Commands";

    private Main() {}

    public static void main(String[] arguments) throws Throwable {
        ProtectionDomain domain = Main.class.getProtectionDomain();
        File jar = new File(domain.getCodeSource().getLocation().toURI());
        ClassLoader isolated = IsolatedClassLoader.of(jar, domain);
        try {
            Object status = isolated.loadClass(COMMANDS)
                    .getMethod("run", String[].class)
                    .invoke(null, (Object) arguments);
            System.exit((int) status);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
