package io.github.filevineagent.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The class files of the JDK that runs the tests. */
public final class JdkClassFile {
    private JdkClassFile() {}

    public static byte[] of(HookedClass target) {
        Module module = ModuleLayer.boot().findModule(target.module()).orElseThrow();
        try (InputStream in = module.getResourceAsStream(target.internalName() + ".class")) {
            if (in == null) {
                throw new IllegalStateException("this JDK has no " + target.className());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
