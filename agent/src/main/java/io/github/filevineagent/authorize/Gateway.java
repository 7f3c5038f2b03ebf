package io.github.filevineagent.authorize;

import io.github.filevineagent.config.OrgId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of a gateway host, and which of them a request goes with: where there are several, by the organisation that
 * the request names in {@code x-fv-orgid}. Immutable, and from one set of profiles: who decides about an attempt asks for it
 * once.
 *
 * <p>The header's value is compared with a profile's {@code org-id} as it is, less the spaces and tabs around it. Whatever
 * could name one organisation to us and another to the gateway gets no token, rather than a wrong one:
 *
 * <ul>
 *   <li>a header that is set twice, even to the same, in whatever case of its name: {@link #SEVERAL};
 *   <li>an empty or blank one;
 *   <li>one that differs from a profile's {@code org-id} in leading zeros or in case only ({@code 007} for {@code 7});
 *   <li>one that has anything but ASCII letters, ASCII digits, {@code -} and {@code _} ({@code 7,8}, {@code +7}, or digits
 *       of another script), unless a profile's {@code org-id} is just that.
 * </ul>
 */
public final class Gateway {
    /** Stands for the values of a header that is set more than once. */
    public static final String SEVERAL = ",";

    /** The profile of a host that no others are on: it has all requests, whatever they say. */
    private final @Nullable Profile only;

    private final Map<String, Profile> byOrganisation;
    private final Set<String> canonicalOrganisations;
    private final @Nullable Profile ofOtherOrganisations;
    private final @Nullable Profile ofRequestsThatNameNone;

    /**
     * @param shared whether requests go by their organisation even to a single profile
     * @throws IllegalArgumentException if a request could go with either of two, which the configuration rules out
     */
    Gateway(List<Profile> profiles, boolean shared) {
        this.only = shared || profiles.size() > 1 ? null : profiles.get(0);
        this.byOrganisation = only == null ? new HashMap<>() : Map.of();
        this.canonicalOrganisations = only == null ? new HashSet<>() : Set.of();
        Profile others = null;
        Profile standard = null;
        for (Profile profile : only == null ? profiles : List.<Profile>of()) {
            String id = profile.fixedOrgId();
            boolean isNew;
            if (id == null) {
                isNew = others == null;
                others = profile;
            } else {
                isNew = canonicalOrganisations.add(OrgId.canonical(id));
                byOrganisation.put(id, profile);
            }
            if (!isNew) {
                throw new IllegalArgumentException(profile.name() + " can't be told from another profile of its host");
            }
            standard = profile.isDefault() ? profile : standard;
        }
        this.ofOtherOrganisations = others;
        this.ofRequestsThatNameNone =
                standard != null ? standard : others != null || profiles.size() > 1 ? others : profiles.get(0);
    }

    /** Returns whether it depends on the organisation that a request names, so that a caller must find that out. */
    public boolean isShared() {
        return only == null;
    }

    /**
     * Returns the profile that a request goes with, or null for none. Never waits, allocates nothing for an organisation
     * that is written as an {@code org-id} should be.
     *
     * @param organisation the value of {@code x-fv-orgid}; null where there is none, {@link #SEVERAL} for more than one
     */
    public @Nullable Profile profileFor(@Nullable String organisation) {
        if (only != null) {
            return only;
        }
        if (organisation == null) {
            return ofRequestsThatNameNone;
        }
        Profile profile = byOrganisation.get(organisation);
        return profile != null ? profile : profileForUncommon(organisation);
    }

    private @Nullable Profile profileForUncommon(String given) {
        String organisation = trim(given);
        Profile profile = byOrganisation.get(organisation);
        if (profile != null || ofOtherOrganisations == null) {
            return profile;
        }
        return OrgId.isPlain(organisation) && !isLikeOneOfOurs(organisation) ? ofOtherOrganisations : null;
    }

    /** Returns whether a profile's organisation is the same, or too much alike. */
    boolean isLikeOneOfOurs(String organisation) {
        return canonicalOrganisations.contains(OrgId.canonical(organisation));
    }

    /** Removes the optional white space around a field's value (RFC 9110, section 5.6.3). */
    static String trim(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isOptionalWhiteSpace(value.charAt(start))) {
            start++;
        }
        while (end > start && isOptionalWhiteSpace(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isOptionalWhiteSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
