package io.github.filevineagent.authorize;

import io.github.filevineagent.config.GatewayHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All profiles at one moment, by gateway host. Immutable. */
final class Routes {
    private final GatewayMatcher matcher;

    /** For each host that the matcher knows; null for an identity server. */
    private final @Nullable Gateway[] gateways;

    /** The hosts and wildcards that several profiles have, or once had. */
    private final Set<String> shared = new HashSet<>();

    private final boolean addIds;

    /** Whether further profiles may come to a host at any time. */
    private final boolean open;

    private Routes(boolean open) {
        this.matcher = new GatewayMatcher(List.of());
        this.gateways = new Gateway[0];
        this.addIds = false;
        this.open = open;
    }

    /**
     * Returns what is before the first profiles.
     *
     * @param open whether others may come and go, as with {@code filevine.profiles-dir}. Then a profile with an organisation
     *     gets no requests of others even while it is alone on a host: they may be of one that is about to come
     */
    static Routes none(boolean open) {
        return new Routes(open);
    }

    /**
     * Once several profiles have shared a host, requests to it go by their organisation even when one of them is left: it
     * must not get the requests of those that are gone.
     *
     * @param before those until now
     */
    Routes(List<Profile> profiles, Routes before) {
        Map<String, GatewayHost> hosts = new LinkedHashMap<>();
        Map<String, List<Profile>> owners = new HashMap<>();
        boolean anyIds = before.addIds;
        this.open = before.open;
        for (Profile profile : profiles) {
            anyIds |= profile.addsIds();
            for (GatewayHost host : profile.gatewayHosts()) {
                String pattern = host.toString();
                hosts.put(pattern, host);
                List<Profile> ofHost = owners.get(pattern);
                if (ofHost == null) {
                    ofHost = new ArrayList<>();
                    owners.put(pattern, ofHost);
                }
                ofHost.add(profile);
            }
        }
        this.addIds = anyIds;
        List<GatewayHost> known = new ArrayList<>(hosts.values());
        List<@Nullable Gateway> found = new ArrayList<>();
        Map<List<Profile>, Gateway> made = new HashMap<>();
        shared.addAll(before.shared);
        for (GatewayHost host : known) {
            found.add(gateway(host, owners, made));
        }
        addIdentityServers(profiles, hosts, known, found);
        this.matcher = new GatewayMatcher(known);
        this.gateways = found.toArray(new Gateway[0]);
    }

    /** Profiles that have the same hosts, as a vendor's thousand do, have one gateway between them. */
    private Gateway gateway(GatewayHost host, Map<String, List<Profile>> owners, Map<List<Profile>, Gateway> made) {
        String pattern = host.toString();
        Set<Profile> all = new LinkedHashSet<>(owners.getOrDefault(pattern, List.of()));
        for (String wildcard : host.wildcardsAbove()) {
            all.addAll(owners.getOrDefault(wildcard, List.of()));
        }
        List<Profile> profiles = List.copyOf(all);
        if (profiles.size() == 1) {
            boolean isOfOne = open && profiles.get(0).fixedOrgId() != null;
            return new Gateway(profiles, isOfOne || shared.contains(pattern));
        }
        shared.add(pattern);
        Gateway present = made.get(profiles);
        if (present == null) {
            present = new Gateway(profiles, true);
            made.put(profiles, present);
        }
        return present;
    }

    /**
     * Adds the identity servers that are not gateway hosts in so many words. A wildcard can cover one by accident, and an
     * access token has no business there.
     */
    private static void addIdentityServers(
            List<Profile> profiles,
            Map<String, GatewayHost> named,
            List<GatewayHost> known,
            List<@Nullable Gateway> found) {
        Set<String> added = new HashSet<>(named.keySet());
        for (Profile profile : profiles) {
            for (GatewayHost server : profile.identityServers()) {
                if (added.add(server.toString())) {
                    known.add(server);
                    found.add(null);
                }
            }
        }
    }

    @Nullable
    Gateway gatewayFor(@Nullable String scheme, @Nullable String host, int port) {
        int index = matcher.indexOf(scheme, host, port);
        return index == GatewayMatcher.NONE ? null : gateways[index];
    }

    /** Whether a profile adds ids, or one of those before them did, whose ids a request may still have. */
    boolean addsIds() {
        return addIds;
    }
}
