package io.github.filevineagent.token;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of {@code GetUserOrgsWithToken}.
 *
 * <p>Its form is in no document of Filevine's that we have. Clients show {@code user.userId.native} and
 * {@code orgs[].orgId}, with the user's members also at the top, and names also in Pascal case; so this looks for names in
 * any case, in the places where they were seen, and takes an identifier as a number, a string, or an object around either.
 */
final class TokenOwnerAnswer {
    private static final int MAX_ID_LENGTH = 64;
    private static final int MAX_NAME_LENGTH = 100;

    private TokenOwnerAnswer() {}

    /** Returns what could be understood, or null if that is neither a user nor an organisation. */
    static @Nullable TokenOwner parse(byte[] body) {
        Map<?, ?> root = object(read(body));
        Map<?, ?> user = object(root.get("user"));
        String userId = firstNonNull(id(user, "userid", "id"), id(root, "userid"), id(root, "user"));
        List<TokenOwner.Organisation> organisations = organisations(root);
        return userId == null && organisations.isEmpty()
                ? null
                : new TokenOwner(userId, firstNonNull(name(user), name(root)), organisations);
    }

    private static List<TokenOwner.Organisation> organisations(Map<?, ?> root) {
        List<TokenOwner.Organisation> organisations = new ArrayList<>();
        Object list = firstNonNull(root.get("orgs"), root.get("organizations"));
        if (list instanceof List) {
            for (Object element : (List<?>) list) {
                add(organisations, object(element));
            }
        }
        if (organisations.isEmpty()) {
            // One organisation, at the top or in an object of its own.
            add(organisations, object(root.get("org")));
        }
        if (organisations.isEmpty()) {
            add(organisations, Map.of("orgid", firstNonNull(root.get("orgid"), "")));
        }
        return organisations;
    }

    private static void add(List<TokenOwner.Organisation> organisations, Map<?, ?> element) {
        String id = id(element, "orgid", "id");
        if (id != null) {
            organisations.add(new TokenOwner.Organisation(id, text(element, "name", "orgname")));
        }
    }

    private static @Nullable String name(Map<?, ?> user) {
        String first = text(user, "firstname");
        String last = text(user, "lastname");
        return first != null && last != null ? first + " " + last : text(user, "fullname", "name", "username", "email");
    }

    /** Returns the first of the members that can stand in a header. */
    private static @Nullable String id(Map<?, ?> object, String... members) {
        for (String member : members) {
            Object value = object.get(member);
            Object id = value instanceof Map
                    ? firstNonNull(object(value).get("native"), object(value).get("id"))
                    : value;
            if (id instanceof String && isHeaderValue((String) id)) {
                return (String) id;
            }
        }
        return null;
    }

    private static boolean isHeaderValue(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) <= ' ' || id.charAt(i) > '~') {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= MAX_ID_LENGTH;
    }

    /** Returns the first of the members that is a text, in a form that can be shown on a terminal. */
    private static @Nullable String text(Map<?, ?> object, String... members) {
        for (String member : members) {
            Object value = object.get(member);
            if (value instanceof String && !((String) value).isBlank()) {
                return printable((String) value);
            }
        }
        return null;
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_NAME_LENGTH); i++) {
            char c = text.charAt(i);
            printable.append(Character.isISOControl(c) ? ' ' : c);
        }
        return printable.toString().trim();
    }

    @SafeVarargs
    private static <T> @Nullable T firstNonNull(@Nullable T... values) {
        for (T value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map ? (Map<?, ?>) value : Map.of();
    }

    /** Returns maps with lower-case keys, lists and strings, or null if the body is no JSON. */
    private static @Nullable Object read(byte[] body) {
        try (JsonReader json = StrictJson.readerOf(body)) {
            Object root = read(json);
            return json.peek() == JsonToken.END_DOCUMENT ? root : null;
        } catch (IOException e) {
            // Dropped, because its message can quote the body: the gateway's answer can hold tokens.
            return null;
        }
    }

    private static @Nullable Object read(JsonReader json) throws IOException {
        JsonToken type = json.peek();
        if (type == JsonToken.BEGIN_OBJECT) {
            Map<String, @Nullable Object> object = new HashMap<>();
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName().toLowerCase(Locale.ROOT);
                object.put(name, read(json));
            }
            json.endObject();
            return object;
        }
        if (type == JsonToken.BEGIN_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            json.beginArray();
            while (json.hasNext()) {
                list.add(read(json));
            }
            json.endArray();
            return list;
        }
        if (type == JsonToken.NULL) {
            json.nextNull();
            return null;
        }
        return type == JsonToken.BOOLEAN ? String.valueOf(json.nextBoolean()) : json.nextString();
    }
}
