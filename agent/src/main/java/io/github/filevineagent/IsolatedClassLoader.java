package io.github.filevineagent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's classes and libraries from {@code inst/classes.jar} within the agent's jar, where no other loader
 * looks. Its parent is the platform loader, so the application's classes and the agent's never meet: the application may
 * bring any Byte Buddy and any Gson.
 *
 * <p>Each start of an application pays for what this does, in the interpreter. So it does not read the inner jar's directory
 * but an index with three numbers for each class: the hash code of its name, by which they are sorted, and where its bytes
 * begin in the inner jar, and how many they are.
 */
final class IsolatedClassLoader extends ClassLoader {
    private static final String CLASSES = "inst/classes.jar";
    private static final String INDEX = "inst/classes.index";
    private static final String SUFFIX = ".class";
    private static final int INDEX_ENTRY = 3 * Integer.BYTES;

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final JarEntry classes;
    private final ByteBuffer index;
    private final ClassLoader platform;
    private final ProtectionDomain domain;

    /**
     * @param domain for all classes
     * @throws IOException if the jar can't be opened, or is not the agent's
     */
    private IsolatedClassLoader(File agentJar, ProtectionDomain domain) throws IOException {
        super("filevine-agent", ClassLoader.getPlatformClassLoader());
        this.platform = getParent();
        // Not verified: the JVM has taken the premain from this same file already.
        this.jar = new JarFile(agentJar, false);
        this.classes = jar.getJarEntry(CLASSES);
        byte[] indexBytes = read(INDEX);
        if (classes == null || indexBytes == null) {
            throw new IOException(agentJar + " is no complete jar of the agent");
        }
        this.index = ByteBuffer.wrap(indexBytes);
        this.domain = domain;
    }

    /**
     * Returns a new one. What the caller names is not this class: the JVM would load it to verify the caller, and fail outside
     * of the caller's {@code try} if the jar is damaged.
     */
    static ClassLoader of(File agentJar, ProtectionDomain domain) throws IOException {
        return new IsolatedClassLoader(agentJar, domain);
    }

    /** Looks here first, as nobody else has these names, and asks the platform loader for all others. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        int entry = entryOf(name);
        if (entry < 0) {
            return platform.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name, entry) : loaded;
        }
    }

    private Class<?> define(String name, int entry) throws ClassNotFoundException {
        String path = name.replace('.', '/') + SUFFIX;
        byte[] bytes;
        try {
            bytes = readNamed(path, entry);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        return bytes == null
                ? platform.loadClass(name)
                : defineClass(name, bytes, path.length(), bytes.length - path.length(), domain);
    }

    /** Returns the path of a class file and then its content, or null if the index has another with that hash code. */
    private byte @Nullable [] readNamed(String path, int entry) throws IOException {
        // In the inner jar, the content follows the path.
        int length = path.length() + index.getInt(entry + 2 * Integer.BYTES);
        byte[] bytes = readClasses(index.getInt(entry + Integer.BYTES) - path.length(), length);
        String found = new String(bytes, 0, path.length(), StandardCharsets.ISO_8859_1);
        return found.equals(path) ? bytes : null;
    }

    private byte[] readClasses(int offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        // The inner jar is not compressed, so to skip is to count.
        try (InputStream in = jar.getInputStream(classes)) {
            if (in.skip(offset) != offset || in.readNBytes(bytes, 0, length) != length) {
                throw new IOException(CLASSES + " ends too early");
            }
        }
        return bytes;
    }

    /** Returns where a class is in the index, or a negative number. */
    private int entryOf(String name) {
        int hash = name.hashCode();
        int low = 0;
        int high = index.capacity() / INDEX_ENTRY - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = index.getInt(middle * INDEX_ENTRY);
            if (found == hash) {
                return middle * INDEX_ENTRY;
            }
            if (found < hash) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Reads an entry of the agent's own jar or a class file of its inner jar, and nothing else. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        try {
            if (name.endsWith(SUFFIX)) {
                int entry = entryOf(
                        name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'));
                byte[] bytes = entry < 0 ? null : readNamed(name, entry);
                if (bytes != null) {
                    return new ByteArrayInputStream(bytes, name.length(), bytes.length - name.length());
                }
            }
            byte[] content = read(name);
            return content == null ? null : new ByteArrayInputStream(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte @Nullable [] read(String entryName) throws IOException {
        JarEntry entry = jar.getJarEntry(entryName);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
