package io.github.filevineagent.authorize;

import io.github.filevineagent.common.Log;
import java.util.List;
import java.util.function.Consumer;

/** An id that is {@code auto}: the key where it is configured, the header that it goes into, and who uses it. Immutable. */
final class AutoId {
    private final String key;
    private final String header;
    private final Consumer<String> user;

    AutoId(String key, String header, Consumer<String> user) {
        this.key = key;
        this.header = header;
        this.user = user;
    }

    String key() {
        return key;
    }

    String header() {
        return header;
    }

    /**
     * Puts the id to use if there is just one, and logs what becomes of it.
     *
     * @param ids what the gateway offers
     * @param shown the same for people, in the same order
     */
    void choose(List<String> ids, List<String> shown, String profile, Log log) {
        String prefix = "profile " + profile + ": " + key + "=auto: ";
        if (ids.size() == 1) {
            user.accept(ids.get(0));
            log.info(prefix + "it is " + shown.get(0) + ", which requests carry as " + header + " from now on.");
        } else if (ids.isEmpty()) {
            log.warn(prefix + "the gateway's answer does not tell it, so requests go without " + header
                    + ". Look it up in Filevine, and set " + key + " to it.");
        } else {
            log.warn(prefix + "the agent does not choose between several: " + String.join(", ", shown)
                    + ". Requests go without " + header + "; set " + key + " to one of these ids.");
        }
    }
}
