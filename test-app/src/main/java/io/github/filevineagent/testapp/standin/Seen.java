package io.github.filevineagent.testapp.standin;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One request as a server of the stand-in saw it, and what it answered. Holds no secret.
 *
 * @param target the path, and the query where it is safe to show
 * @param generation which token this was: the first one issued is 1; empty if the request had none
 * @param organisation that the request says it is for; null where it does not say
 */
public record Seen(
        Server server,
        String method,
        String target,
        int status,
        OptionalInt generation,
        Remark remark,
        @Nullable String organisation) {

    /** The servers of the stand-in. */
    public enum Server {
        IDENTITY,
        GATEWAY,
        STORAGE
    }

    /** What was worth noting about a request. */
    public enum Remark {
        NONE(""),
        ISSUED("new access token"),
        REFUSED("refused"),
        NO_TOKEN("no access token"),
        TOKEN_UNKNOWN("unknown access token"),
        TOKEN_EXPIRED("access token expired"),
        TOKEN_REVOKED("access token revoked"),
        TOKEN_OF_ANOTHER("access token of another organisation"),
        REPLAYED("same request once more"),
        TO_STORAGE("redirect to the storage"),
        NO_AUTHORIZATION("no Authorization, as it must be"),
        HAS_AUTHORIZATION("refused: has Authorization");

        private final String text;

        Remark(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
