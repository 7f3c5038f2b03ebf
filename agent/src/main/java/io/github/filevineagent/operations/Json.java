package io.github.filevineagent.operations;

import java.util.List;
import java.util.Map;

/** Writes JSON (RFC 8259). Gson could, too, but its writer is not in the jar. */
final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /**
     * @param value a string or number, or a list or map of such values; a map's order is kept
     */
    static String of(Object value) {
        Json json = new Json();
        json.value(value);
        return json.text.toString();
    }

    private void value(Object value) {
        if (value instanceof Map) {
            object((Map<?, ?>) value);
        } else if (value instanceof List) {
            array((List<?>) value);
        } else if (value instanceof Number) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> members) {
        String separator = "{";
        for (Map.Entry<?, ?> member : members.entrySet()) {
            text.append(separator);
            string(member.getKey().toString());
            text.append(':');
            value(member.getValue());
            separator = ",";
        }
        text.append(members.isEmpty() ? "{}" : "}");
    }

    private void array(List<?> elements) {
        String separator = "[";
        for (Object element : elements) {
            text.append(separator);
            value(element);
            separator = ",";
        }
        text.append(elements.isEmpty() ? "[]" : "]");
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                text.append(c);
            } else {
                // What is beyond ASCII, too: nobody knows the encoding at the other end of a pipe.
                text.append(String.format("\\u%04x", (int) c));
            }
        }
        text.append('"');
    }
}
