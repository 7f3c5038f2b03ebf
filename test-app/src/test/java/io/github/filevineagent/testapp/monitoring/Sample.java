package io.github.filevineagent.testapp.monitoring;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A series, and its value at one moment. */
record Sample(String name, Map<String, String> labels, double value) {
    String profile() {
        return labels.getOrDefault("profile", "");
    }

    boolean isCounter() {
        return name.endsWith("_total");
    }

    Sample ofProfile(String profile) {
        return with("profile", profile);
    }

    Sample with(String label, String itsValue) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(label, itsValue);
        return new Sample(name, more, value);
    }

    /** Returns it as Prometheus writes a series. */
    String series() {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(",", name + "{", "}"));
    }

    /** Returns the value without an exponent. */
    String plainValue() {
        return new BigDecimal(value).toPlainString();
    }
}
