package io.github.filevineagent.authorize;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.OrgId;
import io.github.filevineagent.refresh.TokenUnavailableException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Explains why there is no profile for a request, and warns of it: once for each host and organisation, and of so many at
 * most. An organisation is shown if it is a plain identifier; what else stands in the header is described. Thread-safe.
 */
final class Unrouted {
    private static final int MOST_WARNINGS = 100;
    private static final int MOST_SHOWN = 40;
    private static final String NO_TOKEN = "No valid Filevine access token for the request to ";

    private final Log log;
    private final @Nullable String directory;
    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    /**
     * @param directory of {@code filevine.profiles-dir}, or null
     */
    Unrouted(Log log, @Nullable String directory) {
        this.log = log;
        this.directory = directory;
    }

    /** Returns what the request fails with, if it does. */
    TokenUnavailableException report(Gateway gateway, String host, @Nullable String organisation) {
        String shownHost = host.toLowerCase(Locale.ROOT);
        String reason = reason(gateway, organisation);
        String message = NO_TOKEN + shownHost + ": " + reason;
        if (warnedOf.size() < MOST_WARNINGS && warnedOf.add(message)) {
            log.warn(message
                    + (warnedOf.size() < MOST_WARNINGS ? "" : " Further requests without a profile are not logged."));
        }
        return new TokenUnavailableException(message);
    }

    static TokenUnavailableException earlierProfileIsGone(String host) {
        return new TokenUnavailableException(NO_TOKEN + host.toLowerCase(Locale.ROOT)
                + ": it has no x-fv-orgid, and the profile that it was first sent with is gone. It is not sent once more"
                + " for another organisation; set x-fv-orgid on it, or send it again.");
    }

    private String reason(Gateway gateway, @Nullable String given) {
        if (given == null) {
            return "it has no x-fv-orgid, and several organisations share the host. Set the header, or have one profile of"
                    + " this host without org-id (filevine.profile.NAME.org-id), which such requests go with.";
        }
        String organisation = Gateway.trim(given);
        if (given.equals(Gateway.SEVERAL)) {
            return "its x-fv-orgid is set more than once. Set it once, to the org-id of a profile.";
        }
        if (organisation.isEmpty()) {
            return "its x-fv-orgid is empty. Set it to the org-id of a profile.";
        }
        if (!OrgId.isPlain(organisation)) {
            return "its x-fv-orgid is no plain identifier of letters, digits, - and _. Set it to the org-id of a profile.";
        }
        String shown =
                organisation.length() <= MOST_SHOWN ? organisation : organisation.substring(0, MOST_SHOWN) + "...";
        if (gateway.isLikeOneOfOurs(organisation)) {
            return "its x-fv-orgid " + shown
                    + " differs from the org-id of a profile in leading zeros or in case. Write"
                    + " both the same way (filevine.profile.NAME.org-id).";
        }
        String missing = "no profile of this host has the organisation " + shown + ". Add ";
        return directory == null
                ? missing + "one with filevine.profile.NAME.org-id=" + shown
                        + " and its own pat-file, and name it in filevine.profiles."
                : missing + "a file NAME.properties with org-id=" + shown + " and its own pat-file to " + directory
                        + " (filevine.profiles-dir).";
    }
}
