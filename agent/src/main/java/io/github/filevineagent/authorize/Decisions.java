package io.github.filevineagent.authorize;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.GatewayHost;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells what was decided about requests, and why one may have got a 401: each thing once, and of so many at most, as an
 * application can call hosts without end. Thread-safe.
 */
final class Decisions {
    private static final int MOST_TOLD = 1000;
    private static final int MOST_WARNINGS = 100;

    private final Log log;
    private final boolean debug;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    Decisions(Log log) {
        this.log = log;
        this.debug = log.isDebug();
    }

    /** Whether decisions are told at all, so that nothing need be put together if they are not. */
    boolean areTold() {
        return debug;
    }

    /**
     * @param port -1 for the scheme's default
     */
    void tell(@Nullable String scheme, @Nullable String host, int port, String decision) {
        if (debug && told.size() < MOST_TOLD) {
            String line = "requests to " + address(scheme, host, port) + ": " + decision + ".";
            if (told.add(line)) {
                log.debug(line + (told.size() < MOST_TOLD ? "" : " Further decisions are not logged."));
            }
        }
    }

    /** Warns of requests to the name of a gateway that have another scheme or port; the caller sees to it that it does once. */
    void warnOfNearMiss(GatewayHost missed, @Nullable String scheme, @Nullable String host, int port) {
        if (mayWarnOf(missed.toString())) {
            log.warn(
                    "Requests to " + address(scheme, host, port) + " get no token: the gateway host is configured as "
                            + missed
                            + ", with another scheme or port. Correct the address that the application calls, or gateway-hosts.");
        }
    }

    /** Warns of a 401 to a request that was sent again with a fresh token. */
    void warnOfUnauthorized(Profile profile, @Nullable String scheme, @Nullable String host, int port) {
        String address = address(scheme, host, port);
        if (mayWarnOf(profile.name() + " " + address)) {
            log.warn("profile " + profile.name() + ": " + address
                    + " answers 401 to a fresh token, too, so it is not the token's age. Look at: whether this gateway and the"
                    + " identity server are of one region; whether the user of the Personal Access Token belongs to the"
                    + " organisation that requests name (x-fv-orgid, org-id); whether the resource asks for more than the"
                    + " scopes allow. 'java -jar filevine-agent.jar check' with the same settings tries them out.");
        }
    }

    private boolean mayWarnOf(String what) {
        return warnedOf.size() < MOST_WARNINGS && warnedOf.add(what);
    }

    private static String address(@Nullable String scheme, @Nullable String host, int port) {
        return (scheme + "://" + host).toLowerCase(Locale.ROOT) + (port == -1 ? "" : ":" + port);
    }
}
