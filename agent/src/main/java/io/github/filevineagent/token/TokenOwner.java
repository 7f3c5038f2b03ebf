package io.github.filevineagent.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.filevineagent.common.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose token it is, as far as the answer of {@code GetUserOrgsWithToken} could be understood. Immutable.
 *
 * <p>Its form is in no document of Filevine's that we have. Clients show {@code user.userId.native} and
 * {@code orgs[].orgId}, with the user's members also at the top, and names also in Pascal case; so this looks for names in
 * any case, in the places where they were seen, and takes an identifier as a number, a string, or an object around either.
 */
public final class TokenOwner {
    private static final int MAX_ID_LENGTH = 64;
    private static final int MAX_NAME_LENGTH = 100;

    private final @Nullable String userId;
    private final @Nullable String userName;
    private final List<Organisation> organisations;

    private TokenOwner(@Nullable String userId, @Nullable String userName, List<Organisation> organisations) {
        this.userId = userId;
        this.userName = userName;
        this.organisations = List.copyOf(organisations);
    }

    /** Returns what could be understood, or null if that is neither a user nor an organisation. */
    static @Nullable TokenOwner parse(byte[] body) {
        JsonNode root = Json.read(body);
        if (root == null) {
            return null;
        }
        JsonNode user = member(root, "user");
        String userId = firstNonNull(id(user, "userid", "id"), id(root, "userid"), id(root, "user"));
        List<Organisation> organisations = organisations(root);
        return userId == null && organisations.isEmpty()
                ? null
                : new TokenOwner(userId, firstNonNull(name(user), name(root)), organisations);
    }

    /** Returns what goes into {@code x-fv-userid}, or null if the answer did not tell. */
    public @Nullable String userId() {
        return userId;
    }

    /** Returns the user's name or e-mail address, on one line, or null if the answer did not tell. */
    public @Nullable String userName() {
        return userName;
    }

    /** Returns the organisations that the user belongs to; empty if the answer did not tell. */
    public List<Organisation> organisations() {
        return organisations;
    }

    private static List<Organisation> organisations(JsonNode root) {
        List<Organisation> organisations = new ArrayList<>();
        JsonNode list = member(root, "orgs", "organizations");
        if (list.isArray()) {
            for (JsonNode element : list) {
                add(organisations, id(element, "orgid", "id"), text(element, "name", "orgname"));
            }
        }
        if (organisations.isEmpty()) {
            // One organisation, in an object of its own or at the top.
            JsonNode only = member(root, "org");
            add(organisations, id(only, "orgid", "id"), text(only, "name", "orgname"));
        }
        if (organisations.isEmpty()) {
            add(organisations, id(root, "orgid"), null);
        }
        return organisations;
    }

    private static void add(List<Organisation> organisations, @Nullable String id, @Nullable String name) {
        if (id != null) {
            organisations.add(new Organisation(id, name));
        }
    }

    private static @Nullable String name(JsonNode user) {
        String first = text(user, "firstname");
        String last = text(user, "lastname");
        return first != null && last != null ? first + " " + last : text(user, "fullname", "name", "username", "email");
    }

    /** Returns the first of the members that can stand in a header. */
    private static @Nullable String id(JsonNode object, String... members) {
        for (String member : members) {
            JsonNode value = member(object, member);
            JsonNode id = value.isObject() ? member(value, "native", "id") : value;
            if (id.isValueNode() && !id.isNull() && isHeaderValue(id.asText())) {
                return id.asText();
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
    private static @Nullable String text(JsonNode object, String... members) {
        for (String member : members) {
            JsonNode value = member(object, member);
            if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                String text = value.asText();
                return SafeText.oneLine(text.substring(0, Math.min(text.length(), MAX_NAME_LENGTH)), ' ')
                        .trim();
            }
        }
        return null;
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

    /** Returns the first member with one of the names, in any case, that is not null; a missing node where there is none. */
    private static JsonNode member(JsonNode object, String... names) {
        for (String name : names) {
            JsonNode found = MissingNode.getInstance();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                // The last one counts, as of members that are equal to the letter.
                found = member.getKey().equalsIgnoreCase(name) ? member.getValue() : found;
            }
            if (!found.isMissingNode() && !found.isNull()) {
                return found;
            }
        }
        return MissingNode.getInstance();
    }

    /** An organisation that the user belongs to. Immutable. */
    public static final class Organisation {
        private final String id;
        private final @Nullable String name;

        Organisation(String id, @Nullable String name) {
            this.id = id;
            this.name = name;
        }

        /** Returns what goes into {@code x-fv-orgid}. */
        public String id() {
            return id;
        }

        public @Nullable String name() {
            return name;
        }

        /** Returns {@code 55 (Name)}, on one line. */
        @Override
        public String toString() {
            return name == null ? id : id + " (" + name + ")";
        }
    }
}
