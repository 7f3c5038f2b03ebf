package io.github.filevineagent.benchmark;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Measures the variants by turns, so that whatever else the machine does hits all of them. */
final class Turns {
    private Turns() {}

    /** Takes the first value of each variant for a warm-up, of the machine's file cache above all. */
    static Map<Variant, Sample> take(List<Variant> variants, Settings settings, ToDoubleFunction<Variant> measured) {
        Map<Variant, Sample> samples = new EnumMap<>(Variant.class);
        for (int round = -1; round < settings.startRounds(); round++) {
            for (Variant variant : variants) {
                boolean isHeavy = variant == Variant.OPEN_TELEMETRY;
                if (isHeavy && round >= settings.heavyRounds()) {
                    continue;
                }
                double value = measured.applyAsDouble(variant);
                if (round >= 0) {
                    samples.computeIfAbsent(variant, v -> new Sample()).add(value);
                }
            }
        }
        return samples;
    }

    static Sample of(Map<Variant, Sample> samples, Variant variant) {
        return Objects.requireNonNull(samples.get(variant));
    }
}
