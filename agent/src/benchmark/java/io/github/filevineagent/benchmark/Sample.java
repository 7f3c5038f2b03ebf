package io.github.filevineagent.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/** Values of one quantity, in the order in which they were measured. */
final class Sample {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /** Returns the median of the distances. */
    double typicalDistanceFrom(double value) {
        Sample distances = new Sample();
        values.forEach(v -> distances.add(Math.abs(v - value)));
        return distances.median();
    }

    /** Returns the ratios of what was measured in the same round. */
    Sample over(Sample other) {
        return combine(other, (a, b) -> a / b);
    }

    /** Returns the differences of what was measured in the same round. */
    Sample minus(Sample other) {
        return combine(other, (a, b) -> a - b);
    }

    private Sample combine(Sample other, DoubleBinaryOperator operator) {
        Sample result = new Sample();
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            result.add(operator.applyAsDouble(values.get(i), other.values.get(i)));
        }
        return result;
    }

    /** Returns the range, in the given format. */
    String spread(String format) {
        return String.format(Locale.ROOT, format + " .. " + format, min(), max());
    }
}
