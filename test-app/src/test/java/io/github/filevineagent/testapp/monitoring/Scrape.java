package io.github.filevineagent.testapp.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an exporter answers, in Prometheus' text format. */
record Scrape(String text, List<Sample> samples, Map<String, String> types) {
    private static final String OF_THE_AGENT = "filevine_agent_";
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z0-9_:]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");

    static Scrape of(String text) {
        List<Sample> samples = new ArrayList<>();
        Map<String, String> types = new TreeMap<>();
        for (String line : text.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (sample.matches()) {
                samples.add(new Sample(sample.group(1), labels(sample.group(2)), Double.parseDouble(sample.group(3))));
            } else if (!line.startsWith("# HELP ")) {
                throw new IllegalArgumentException("no line of the text format: " + line);
            }
        }
        return new Scrape(text, samples, types);
    }

    /** Returns the samples of the agent's metrics. */
    List<Sample> ofAgent() {
        return samples.stream()
                .filter(sample -> sample.name().startsWith(OF_THE_AGENT))
                .toList();
    }

    List<Sample> ofProfile(String profile) {
        return ofAgent().stream()
                .filter(sample -> sample.profile().equals(profile))
                .toList();
    }

    /** Returns the value that a profile has of an agent's metric, or not a number where there is none. */
    double value(String metric, String profile) {
        return ofProfile(profile).stream()
                .filter(sample -> sample.name().equals(OF_THE_AGENT + metric))
                .mapToDouble(Sample::value)
                .findAny()
                .orElse(Double.NaN);
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }
}
