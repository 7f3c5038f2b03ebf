package io.github.filevineagent.refresh;

import java.util.Random;
import java.util.function.DoubleSupplier;

/** Random numbers from 0 (inclusive) to 1 (exclusive), which keep the JVMs of a fleet from refreshing all at once. Thread-safe. */
public final class Jitter implements DoubleSupplier {
    /** Seeded differently in each JVM. Not one of the newer generators: their classes take longer to load, for no gain here. */
    private final Random random = new Random();

    @Override
    public double getAsDouble() {
        return random.nextDouble();
    }
}
