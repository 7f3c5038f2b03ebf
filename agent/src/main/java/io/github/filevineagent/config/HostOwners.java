package io.github.filevineagent.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which profiles share a gateway host, so that no request could get either of two tokens: each of them but one
 * must have a fixed {@code org-id}, and those must differ. Not thread-safe.
 */
final class HostOwners {
    private static final String NONE = "";

    /** By host or wildcard, as it is written, and by organisation: who has claimed it first. */
    private final Map<String, Map<String, Claim>> owners = new HashMap<>();

    /** The same for what lies below a wildcard that somebody may claim later. */
    private final Map<String, Map<String, Claim>> ownersBelow = new HashMap<>();

    /** Reports each profile that has claimed one of the hosts before, as itself or by a wildcard, for the same organisation. */
    void claim(List<GatewayHost> hosts, Section section) {
        SettingValue orgId = section.find(Setting.ORG_ID);
        String organisation = orgId == null || orgId.text().equalsIgnoreCase(ProfileConfig.AUTO)
                ? NONE
                : OrgId.canonical(orgId.text());
        Set<String> reported = new HashSet<>();
        reported.add(section.profile());
        for (GatewayHost host : hosts) {
            Claim claim = new Claim(section, host, orgId);
            List<String> above = host.wildcardsAbove();
            check(claim, organisation, owners.get(host.toString()), reported);
            for (String wildcard : above) {
                check(claim, organisation, owners.get(wildcard), reported);
            }
            if (host.isWildcard()) {
                check(claim, organisation, ownersBelow.get(host.toString()), reported);
            }
            register(owners, host.toString(), organisation, claim);
            for (String wildcard : above) {
                register(ownersBelow, wildcard, organisation, claim);
            }
        }
    }

    private static void register(
            Map<String, Map<String, Claim>> claims, String pattern, String organisation, Claim claim) {
        Map<String, Claim> byOrganisation = claims.get(pattern);
        if (byOrganisation == null) {
            byOrganisation = new HashMap<>();
            claims.put(pattern, byOrganisation);
        }
        byOrganisation.putIfAbsent(organisation, claim);
    }

    private static void check(
            Claim claim, String organisation, @Nullable Map<String, Claim> others, Set<String> reported) {
        Claim other = others == null ? null : others.get(organisation);
        if (other != null && reported.add(other.section.profile())) {
            report(claim, other);
        }
    }

    private static void report(Claim claim, Claim other) {
        String key = claim.section.key(Setting.ORG_ID);
        String otherKey = other.section.key(Setting.ORG_ID);
        String hosts = claim.host + " is a gateway host of profile " + claim.section.profile() + ", and " + other.host
                + " one of profile " + other.section.profile();
        String accepted = "profiles that share a host, each with an org-id of its own, and at most one without or with"
                + " auto; set " + key + " or " + otherKey + ", or other hosts: "
                + claim.section.key(Setting.GATEWAY_HOSTS) + ", " + other.section.key(Setting.GATEWAY_HOSTS);
        SettingValue orgId = claim.orgId;
        String wrong;
        if (other.isFixed() && orgId != null && other.orgId != null) {
            wrong = Redaction.quote(orgId.text())
                    + (orgId.text().equals(other.orgId.text())
                            ? " is " + otherKey + ", too: "
                            : " and " + Redaction.quote(other.orgId.text()) + ", which is " + otherKey
                                    + ", are too much alike: ")
                    + hosts;
        } else {
            wrong = "neither this nor " + otherKey + " is a fixed organisation: " + hosts;
        }
        claim.section.findings().problem(new Problem(key, orgId == null ? "not set" : orgId.source(), wrong, accepted));
    }

    /** A profile with one of its hosts. */
    private static final class Claim {
        private final Section section;
        private final GatewayHost host;
        private final @Nullable SettingValue orgId;

        Claim(Section section, GatewayHost host, @Nullable SettingValue orgId) {
            this.section = section;
            this.host = host;
            this.orgId = orgId;
        }

        boolean isFixed() {
            return orgId != null && !orgId.text().equalsIgnoreCase(ProfileConfig.AUTO);
        }
    }
}
