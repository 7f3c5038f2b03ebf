package io.github.filevineagent.it.support;

import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a {@link World} for each of its cases, which are run on every {@link Jdk}. */
public abstract class InWorld {
    protected World world;

    protected static List<Jdk> jdks() {
        return Jdk.all();
    }

    @BeforeEach
    protected void openWorld() throws IOException, GeneralSecurityException {
        world = new World();
    }

    @AfterEach
    protected void closeWorld() throws IOException {
        world.close();
    }
}
