package io.github.filevineagent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's classes and libraries from {@code inst/classes.jar} within the agent's jar, where no other loader
 * looks. Its parent is the platform loader, so the application's classes and the agent's never meet: the application may
 * bring any Byte Buddy and any Jackson.
 *
 * <p>It works before {@code main}, in the interpreter, so it does not read the inner jar's directory. The build writes an index
 * of the inner jar, with four numbers for each class, sorted by the first: the hash code of its name; where its bytes begin
 * in the inner jar; how many they are there; and how many when inflated, which is the same for a class that is not compressed.
 * {@code PackagingIT} compares the index with the jar.
 */
final class IsolatedClassLoader extends ClassLoader {
    private static final String CLASSES = "inst/classes.jar";
    private static final String INDEX = "inst/classes.index";
    private static final String SUFFIX = ".class";
    private static final int INDEX_ENTRY = 4 * Integer.BYTES;

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
        this.jar = new JarFile(agentJar);
        this.classes = jar.getJarEntry(CLASSES);
        byte[] indexBytes = read(INDEX);
        if (classes == null || indexBytes == null) {
            throw new IOException(agentJar + " is no complete jar of the agent");
        }
        this.index = ByteBuffer.wrap(indexBytes);
        this.domain = domain;
    }

    /**
     * Returns a new one. As a {@code ClassLoader}, so that the caller does not name this class as a type: to verify the caller
     * the JVM would load it, and if the jar is damaged fail before the caller's {@code try} has begun.
     */
    static ClassLoader of(File agentJar, ProtectionDomain domain) throws IOException {
        return new IsolatedClassLoader(agentJar, domain);
    }

    /** Looks here first, as nobody else has these names, and asks the platform loader for all others. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        int entry = firstWithHashOf(name);
        if (entry < 0) {
            return platform.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name, entry) : loaded;
        }
    }

    private Class<?> define(String name, int entry) throws ClassNotFoundException {
        byte[] classFile;
        try {
            classFile = read(name.replace('.', '/') + SUFFIX, entry);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        return classFile == null ? platform.loadClass(name) : defineClass(name, classFile, 0, classFile.length, domain);
    }

    /**
     * Returns a class file, or null if it is not in the inner jar.
     *
     * @param first the first entry of the index with the hash code of its name: another class can have the same
     */
    private byte @Nullable [] read(String path, int first) throws IOException {
        int hash = index.getInt(first);
        for (int entry = first; entry < index.capacity() && index.getInt(entry) == hash; entry += INDEX_ENTRY) {
            byte[] classFile = readIfNamed(path, entry);
            if (classFile != null) {
                return classFile;
            }
        }
        return null;
    }

    private byte @Nullable [] readIfNamed(String path, int entry) throws IOException {
        int offset = index.getInt(entry + Integer.BYTES);
        int packed = index.getInt(entry + 2 * Integer.BYTES);
        int length = index.getInt(entry + 3 * Integer.BYTES);
        // In the inner jar, the path precedes the content.
        byte[] bytes = readClasses(offset - path.length(), path.length() + packed);
        String found = new String(bytes, 0, path.length(), StandardCharsets.ISO_8859_1);
        if (!found.equals(path)) {
            return null;
        }
        return packed == length
                ? Arrays.copyOfRange(bytes, path.length(), bytes.length)
                : inflated(bytes, path.length(), length);
    }

    private static byte[] inflated(byte[] bytes, int from, int length) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            byte[] classFile = new byte[length];
            if (inflater.inflate(classFile) != length) {
                throw new IOException(CLASSES + " is damaged");
            }
            return classFile;
        } catch (DataFormatException e) {
            throw new IOException(CLASSES + " is damaged", e);
        } finally {
            inflater.end();
        }
    }

    private byte[] readClasses(int offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        // The inner jar is stored in the outer one without compression, so skipping reads nothing.
        try (InputStream in = jar.getInputStream(classes)) {
            if (in.skip(offset) != offset || in.readNBytes(bytes, 0, length) != length) {
                throw new IOException(CLASSES + " ends too early");
            }
        }
        return bytes;
    }

    /** Returns where the first class whose name has this hash code is in the index, or a negative number. */
    private int firstWithHashOf(String name) {
        int hash = name.hashCode();
        int low = 0;
        int high = index.capacity() / INDEX_ENTRY;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (index.getInt(middle * INDEX_ENTRY) < hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int entry = low * INDEX_ENTRY;
        return entry < index.capacity() && index.getInt(entry) == hash ? entry : -1;
    }

    /** Reads an entry of the agent's own jar or a class file of its inner jar, and nothing else. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        try {
            if (name.endsWith(SUFFIX)) {
                int entry = firstWithHashOf(
                        name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'));
                byte[] classFile = entry < 0 ? null : read(name, entry);
                if (classFile != null) {
                    return new ByteArrayInputStream(classFile);
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
