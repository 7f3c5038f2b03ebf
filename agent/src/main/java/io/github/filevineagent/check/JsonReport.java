package io.github.filevineagent.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.filevineagent.config.EffectiveSetting;
import io.github.filevineagent.config.Problem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The check for machines: one JSON object on one line, once all is known. */
final class JsonReport implements CheckReport {
    private static final ObjectMapper MAPPER = new ObjectMapper(
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

    private final PrintStream out;
    private final ObjectNode root = newObject();
    private final ArrayNode profiles = root.arrayNode();
    private final List<ProfileResult> results = new ArrayList<>();
    private ProfileResult result = new ProfileResult("");
    private ArrayNode steps = root.arrayNode();
    private ArrayNode suggestions = root.arrayNode();

    JsonReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void settings(String agentVersion, List<EffectiveSetting> settings) {
        root.put("version", agentVersion);
        ArrayNode list = root.putArray("settings");
        for (EffectiveSetting setting : settings) {
            list.addObject()
                    .put("key", setting.key())
                    .put("value", setting.value())
                    .put("source", setting.source());
        }
    }

    @Override
    public void problems(List<Problem> problems) {
        ArrayNode list = root.putArray("problems");
        for (Problem problem : problems) {
            list.addObject()
                    .put("key", problem.key())
                    .put("source", problem.source())
                    .put("wrong", problem.wrong())
                    .put("accepted", problem.accepted());
        }
    }

    @Override
    public void warnings(List<String> warnings) {
        addAll(root.withArrayProperty("warnings"), warnings);
    }

    @Override
    public void profile(String name) {
        result = new ProfileResult(name);
        results.add(result);
        ObjectNode profile = profiles.addObject().put("name", name);
        steps = profile.putArray("steps");
        suggestions = profile.putArray("suggestions");
    }

    @Override
    public void step(Step step) {
        result.add(step);
        ObjectNode node = steps.addObject().put("name", step.name()).put("outcome", text(step.outcome()));
        if (step.reason() != null) {
            node.put("reason", step.reason());
        }
        node.put("message", step.message());
        addAll(node, step.details());
    }

    @Override
    public void suggestion(String key, List<String> values, String assignment) {
        addAll(suggestions.addObject().put("key", key).putArray("values"), Step.Id.all(values));
    }

    @Override
    public void end(int exitStatus) {
        for (int i = 0; i < results.size(); i++) {
            ((ObjectNode) profiles.get(i)).put("outcome", text(results.get(i).outcome()));
        }
        root.set("profiles", profiles);
        root.putObject("total")
                .put("profiles", results.size())
                .put("well", ProfileResult.count(results, Step.Outcome.OK))
                .put("failed", ProfileResult.count(results, Step.Outcome.FAILED));
        root.put("exitStatus", exitStatus);
        out.println(write(root));
    }

    private static ObjectNode newObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns the text on one line, in ASCII: nobody knows the encoding at the other end of a pipe. */
    static String write(JsonNode json) {
        try {
            // Jackson takes DEL for a character that can be shown. In JSON it can only stand in a string.
            return MAPPER.writeValueAsString(json).replace("\u007f", "\\u007f");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static String text(Step.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static void addAll(ObjectNode object, Map<?, ?> values) {
        values.forEach((key, value) -> object.set(String.valueOf(key), node(value)));
    }

    private static void addAll(ArrayNode array, List<?> values) {
        for (Object value : values) {
            array.add(node(value));
        }
    }

    private static JsonNode node(Object value) {
        if (value instanceof List) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            addAll(array, (List<?>) value);
            return array;
        }
        if (value instanceof Map) {
            ObjectNode object = newObject();
            addAll(object, (Map<?, ?>) value);
            return object;
        }
        if (value instanceof Long) {
            return LongNode.valueOf((Long) value);
        }
        return value instanceof Step.Id && ((Step.Id) value).isNumber()
                ? LongNode.valueOf(((Step.Id) value).number())
                : TextNode.valueOf(value.toString());
    }
}
