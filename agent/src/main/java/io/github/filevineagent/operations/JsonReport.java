package io.github.filevineagent.operations;

import io.github.filevineagent.config.EffectiveSetting;
import io.github.filevineagent.config.Problem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The check for machines: one JSON object on one line, once all is known. */
final class JsonReport implements CheckReport {
    private final PrintStream out;
    private final Map<String, Object> root = new LinkedHashMap<>();
    private final List<Object> profiles = new ArrayList<>();
    private List<Object> steps = new ArrayList<>();
    private List<Object> suggestions = new ArrayList<>();

    JsonReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void settings(String agentVersion, List<EffectiveSetting> settings) {
        List<Object> list = new ArrayList<>();
        for (EffectiveSetting setting : settings) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("key", setting.key());
            object.put("value", setting.value());
            object.put("source", setting.source());
            list.add(object);
        }
        root.put("version", agentVersion);
        root.put("settings", list);
    }

    @Override
    public void problems(List<Problem> problems) {
        List<Object> list = new ArrayList<>();
        for (Problem problem : problems) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("key", problem.key());
            object.put("source", problem.source());
            object.put("wrong", problem.wrong());
            object.put("accepted", problem.accepted());
            list.add(object);
        }
        root.put("problems", list);
    }

    @Override
    public void warnings(List<String> warnings) {
        root.put("warnings", warnings);
    }

    @Override
    public void profile(String name) {
        steps = new ArrayList<>();
        suggestions = new ArrayList<>();
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("name", name);
        profile.put("steps", steps);
        profile.put("suggestions", suggestions);
        profiles.add(profile);
    }

    @Override
    public void step(Step step) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", step.name());
        object.put("outcome", step.outcome().name().toLowerCase(Locale.ROOT));
        object.put("message", step.message());
        steps.add(object);
    }

    @Override
    public void suggestion(String key, List<String> values) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", key);
        object.put("values", values);
        suggestions.add(object);
    }

    @Override
    public void end(int exitStatus) {
        root.put("profiles", profiles);
        root.put("exitStatus", exitStatus);
        out.println(Json.of(root));
    }
}
