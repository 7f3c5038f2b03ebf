package io.github.filevineagent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's classes and libraries from {@code inst/**}{@code /*.classdata} in the agent's jar, where no other
 * loader looks. Its parent is the platform loader, so the application's classes and the agent's never meet: the
 * application may bring any Byte Buddy and any Jackson.
 */
final class IsolatedClassLoader extends ClassLoader {
    private static final String DIRECTORY = "inst/";
    private static final String SUFFIX = ".classdata";

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final ProtectionDomain domain;

    /**
     * @throws IOException if the jar can't be opened
     */
    IsolatedClassLoader(File agentJar, @Nullable CodeSource source) throws IOException {
        super("filevine-agent", ClassLoader.getPlatformClassLoader());
        // Not verified: the JVM has taken the premain from this same file already.
        this.jar = new JarFile(agentJar, false);
        Permissions all = new Permissions();
        all.add(new AllPermission());
        this.domain = new ProtectionDomain(source, all, this, null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile;
        try {
            classFile = read(DIRECTORY + name.replace('.', '/') + SUFFIX);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        if (classFile == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, classFile, 0, classFile.length, domain);
    }

    /** Reads an entry of the agent's own jar, and of nothing else. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        try {
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
