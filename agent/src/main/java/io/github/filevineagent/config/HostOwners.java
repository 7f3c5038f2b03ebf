package io.github.filevineagent.config;

import io.github.filevineagent.config.Sources.SettingValue;
import java.util.ArrayList;
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
        Claimant claimant = new Claimant(section);
        for (Problem problem : conflicts(claimant, hosts)) {
            section.findings().problem(problem);
        }
        register(claimant, hosts);
    }

    /** Returns what keeps a profile from having its hosts beside those before it. If nothing does, it has them. */
    @Nullable
    Problem admit(ProfileConfig profile) {
        Claimant claimant = new Claimant(profile);
        List<Problem> conflicts = conflicts(claimant, profile.gatewayHosts());
        if (conflicts.isEmpty()) {
            register(claimant, profile.gatewayHosts());
            return null;
        }
        return conflicts.get(0);
    }

    private List<Problem> conflicts(Claimant claimant, List<GatewayHost> hosts) {
        List<Problem> problems = new ArrayList<>();
        Set<String> reported = new HashSet<>();
        reported.add(claimant.profile);
        for (GatewayHost host : hosts) {
            Claim claim = new Claim(claimant, host);
            check(claim, owners.get(host.toString()), reported, problems);
            for (String wildcard : host.wildcardsAbove()) {
                check(claim, owners.get(wildcard), reported, problems);
            }
            if (host.isWildcard()) {
                check(claim, ownersBelow.get(host.toString()), reported, problems);
            }
        }
        return problems;
    }

    private static void check(
            Claim claim, @Nullable Map<String, Claim> others, Set<String> reported, List<Problem> problems) {
        Claim other = others == null ? null : others.get(claim.claimant.organisation());
        if (other != null && reported.add(other.claimant.profile)) {
            problems.add(claim.conflictWith(other));
        }
    }

    private void register(Claimant claimant, List<GatewayHost> hosts) {
        for (GatewayHost host : hosts) {
            Claim claim = new Claim(claimant, host);
            register(owners, host.toString(), claim);
            for (String wildcard : host.wildcardsAbove()) {
                register(ownersBelow, wildcard, claim);
            }
        }
    }

    private static void register(Map<String, Map<String, Claim>> claims, String pattern, Claim claim) {
        Map<String, Claim> byOrganisation = claims.get(pattern);
        if (byOrganisation == null) {
            byOrganisation = new HashMap<>();
            claims.put(pattern, byOrganisation);
        }
        byOrganisation.putIfAbsent(claim.claimant.organisation(), claim);
    }

    /** A profile, with what a message says of it. Immutable. */
    private static final class Claimant {
        private final String profile;
        private final @Nullable String orgId;
        private final String key;
        private final String source;
        private final String orgIdKey;
        private final String hostsKey;

        Claimant(Section section) {
            SettingValue value = section.find(Setting.ORG_ID);
            this.profile = section.profile();
            this.orgId = value == null ? null : value.text();
            this.key = section.key(Setting.ORG_ID);
            this.source = value == null ? "not set" : value.source();
            this.orgIdKey = section.describe(Setting.ORG_ID);
            this.hostsKey = section.describe(Setting.GATEWAY_HOSTS);
        }

        Claimant(ProfileConfig config) {
            this.profile = config.name();
            this.orgId = config.orgId();
            this.key = Setting.ORG_ID.suffix();
            this.source = "file " + config.file();
            this.orgIdKey = config.key(Setting.ORG_ID.suffix());
            this.hostsKey = config.key(Setting.GATEWAY_HOSTS.suffix());
        }

        boolean isFixed() {
            return orgId != null && !orgId.equalsIgnoreCase(ProfileConfig.AUTO);
        }

        String organisation() {
            return orgId == null || !isFixed() ? NONE : OrgId.canonical(orgId);
        }
    }

    /** A profile with one of its hosts. Immutable. */
    private static final class Claim {
        private final Claimant claimant;
        private final GatewayHost host;

        Claim(Claimant claimant, GatewayHost host) {
            this.claimant = claimant;
            this.host = host;
        }

        Problem conflictWith(Claim other) {
            String hosts = host + " is a gateway host of profile " + claimant.profile + ", and " + other.host
                    + " one of profile " + other.claimant.profile;
            String accepted =
                    "profiles that share a host, each with an org-id of its own, and at most one without or with"
                            + " auto; set " + claimant.orgIdKey + " or " + other.claimant.orgIdKey
                            + ", or other hosts: "
                            + claimant.hostsKey + ", " + other.claimant.hostsKey;
            String wrong = "neither this nor " + other.claimant.orgIdKey + " is a fixed organisation: " + hosts;
            String id = claimant.orgId;
            String otherId = other.claimant.orgId;
            if (other.claimant.isFixed() && id != null && otherId != null) {
                wrong = Redaction.quote(id)
                        + (id.equals(otherId)
                                ? " is " + other.claimant.orgIdKey + ", too: "
                                : " and " + Redaction.quote(otherId) + ", which is " + other.claimant.orgIdKey
                                        + ", are too much alike: ")
                        + hosts;
            }
            return new Problem(claimant.key, claimant.source, wrong, accepted);
        }
    }
}
