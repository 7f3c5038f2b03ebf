package io.github.filevineagent.standin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of an {@code application/x-www-form-urlencoded} body, of which each byte must be as it is written. Immutable. */
final class StrictForm {
    /** What the WHATWG URL standard's form-urlencoded serializer leaves, makes of a space, and makes of all else. */
    private static final Pattern ENCODED = Pattern.compile("([A-Za-z0-9*._-]|\\+|%[0-9A-Fa-f]{2})*");

    private final Map<String, String> fields;

    private StrictForm(Map<String, String> fields) {
        this.fields = fields;
    }

    static StrictForm parse(byte[] body) throws Malformed {
        Map<String, String> fields = new LinkedHashMap<>();
        // Keeps each byte, so that one beyond ASCII is seen.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        for (String field : List.of(text.split("&", -1))) {
            int equals = field.indexOf('=');
            if (equals < 1) {
                throw new Malformed("no field: " + field);
            }
            String name = decode(field.substring(0, equals));
            if (fields.put(name, decode(field.substring(equals + 1))) != null) {
                throw new Malformed("twice the field " + name);
            }
        }
        return new StrictForm(fields);
    }

    Set<String> names() {
        return fields.keySet();
    }

    /** Returns a field's value; one that is absent is empty (RFC 6749, section 3.2). */
    String get(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Returns whether the field has this value; for null, whether there is no such field. */
    boolean has(String name, @Nullable String value) {
        return value == null ? !fields.containsKey(name) : value.equals(fields.get(name));
    }

    private static String decode(String text) throws Malformed {
        if (!ENCODED.matcher(text).matches()) {
            throw new Malformed("not percent-encoded: " + text);
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.put((byte) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        try {
            // A new decoder reports what is no UTF-8, and does not replace it.
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("not UTF-8: " + text);
        }
    }

    /** The body is no such form. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }
}
