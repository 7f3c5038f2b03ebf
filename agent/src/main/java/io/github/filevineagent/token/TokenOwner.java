package io.github.filevineagent.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose token it is, as far as the gateway's answer could be understood. Immutable. */
public final class TokenOwner {
    private final @Nullable String userId;
    private final @Nullable String userName;
    private final List<Organisation> organisations;

    TokenOwner(@Nullable String userId, @Nullable String userName, List<Organisation> organisations) {
        this.userId = userId;
        this.userName = userName;
        this.organisations = List.copyOf(organisations);
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
