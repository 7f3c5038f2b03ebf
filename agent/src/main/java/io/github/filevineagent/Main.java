package io.github.filevineagent;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.security.CodeSource;

/** Where {@code java -jar filevine-agent.jar} enters. It hands over to the isolated part and to nothing else. */
public final class Main {
    private static final String COMMANDS = "io.github.filevineagent.operations.Commands";

    private Main() {}

    public static void main(String[] arguments) throws Throwable {
        CodeSource source = Main.class.getProtectionDomain().getCodeSource();
        ClassLoader isolated =
                new IsolatedClassLoader(new File(source.getLocation().toURI()), source);
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
