package io.github.filevineagent.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Reads the agent's version from its jar's manifest, where the build has written it. */
public final class AgentVersion {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private AgentVersion() {}

    public static String read() {
        try (InputStream in = AgentVersion.class.getClassLoader().getResourceAsStream(MANIFEST)) {
            return in == null
                    ? "unknown"
                    : new Manifest(in).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
