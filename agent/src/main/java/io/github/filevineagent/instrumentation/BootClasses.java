package io.github.filevineagent.instrumentation;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.jar.JarFile;

/**
 * Brings the classes of package {@code bootstrap} into the boot loader.
 *
 * <p>They are defined one by one through {@code ClassLoader.defineClass1} (JDK 11 to 28), in a package that is opened to the
 * agent alone. The usual way, {@link Instrumentation#appendToBootstrapClassLoaderSearch}, makes the JVM give up class-data
 * sharing for the application's classes, with a warning: {@code ApplicationShapesIT.sharedClassData_staysInUse}. It is used
 * where a JDK has no {@code defineClass1}, which costs start-up time and nothing else.
 */
final class BootClasses {
    private static final String PACKAGE = "io/github/filevineagent/bootstrap/";

    /** All classes of the package, in an order in which each finds what it refers to. */
    static final List<String> NAMES = List.of(PACKAGE + "Hooks", PACKAGE + "Dispatcher");

    private BootClasses() {}

    /** Defines them, if no other thread does. The package {@code java.lang} must have been opened to the agent. */
    static void define(Instrumentation instrumentation, File agentJar) throws IOException {
        try {
            MethodHandle defineClass = MethodHandles.privateLookupIn(ClassLoader.class, MethodHandles.lookup())
                    .findStatic(
                            ClassLoader.class,
                            "defineClass1",
                            MethodType.methodType(
                                    Class.class,
                                    ClassLoader.class,
                                    String.class,
                                    byte[].class,
                                    int.class,
                                    int.class,
                                    ProtectionDomain.class,
                                    String.class));
            for (String name : NAMES) {
                byte[] classFile = read(name + ".class");
                try {
                    Class<?> unused =
                            (Class<?>) defineClass.invoke(null, name, classFile, 0, classFile.length, null, null);
                } catch (LinkageError e) {
                    // Another thread has defined it; if that was not the reason, this throws.
                    Class<?> unused = Class.forName(name.replace('/', '.'), false, null);
                }
            }
        } catch (Throwable t) {
            try (JarFile jar = new JarFile(agentJar, false)) {
                instrumentation.appendToBootstrapClassLoaderSearch(jar);
            }
        }
    }

    private static byte[] read(String entry) throws IOException {
        try (InputStream in = BootClasses.class.getClassLoader().getResourceAsStream(entry)) {
            if (in == null) {
                throw new IOException("the agent's jar has no " + entry);
            }
            return in.readAllBytes();
        }
    }
}
