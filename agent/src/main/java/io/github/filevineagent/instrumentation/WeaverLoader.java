package io.github.filevineagent.instrumentation;

import java.io.IOException;
import java.io.InputStream;

/**
 * Loads package {@code weaving} and Byte Buddy. They are needed for a moment, and a class loader of their own is what lets
 * the JVM unload them.
 */
final class WeaverLoader extends ClassLoader {
    private static final String WEAVING = "io.github.filevineagent.weaving.";
    private static final String BYTE_BUDDY = "net.bytebuddy.";

    static {
        // Threads that load different classes do not wait for each other.
        registerAsParallelCapable();
    }

    WeaverLoader() {
        super("filevine-agent-weaving", WeaverLoader.class.getClassLoader());
    }

    /** Returns a weaver whose classes nobody else holds. */
    HookTransformer.ClassWeaver newWeaver() throws ReflectiveOperationException {
        return (HookTransformer.ClassWeaver)
                loadClass(WEAVING + "HookWeaver").getConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(WEAVING) && !name.startsWith(BYTE_BUDDY)) {
            return getParent().loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** Defines it here, and not in the parent, which has the class files of both. */
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] classFile = in.readAllBytes();
            return defineClass(name, classFile, 0, classFile.length, WeaverLoader.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
