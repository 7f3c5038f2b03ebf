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

/** All profiles at one moment, by gateway host. Immutable, but for what has been told of. */
final class Routes {
    private final GatewayMatcher matcher;

    /** For each host that the matcher knows; null for an identity server. */
    private final @Nullable Gateway[] gateways;

    /** The hosts and wildcards that several profiles have, or once had. */
    private final Set<String> shared = new HashSet<>();

    private final boolean addIds;
    private final List<Profile> profiles;
    private final List<GatewayHost> known;

    /** Which of the known hosts have been told of as missed by a little. A race lets it be told of twice. */
    private final boolean[] told;

    private final boolean[] loopback;

    /** Whether further profiles may come to a host at any time. */
    private final boolean open;

    private Routes(boolean open) {
        this.matcher = new GatewayMatcher(List.of());
        this.gateways = new Gateway[0];
        this.addIds = false;
        this.profiles = List.of();
        this.known = List.of();
        this.told = new boolean[0];
        this.loopback = new boolean[0];
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
        this.profiles = List.copyOf(profiles);
        this.known = new ArrayList<>(hosts.values());
        List<@Nullable Gateway> found = new ArrayList<>();
        Map<List<Profile>, Gateway> made = new HashMap<>();
        shared.addAll(before.shared);
        for (GatewayHost host : known) {
            found.add(gateway(host, owners, made));
        }
        int gatewayCount = known.size();
        addIdentityServers(profiles, hosts, known, found);
        this.matcher = new GatewayMatcher(known, gatewayCount);
        this.gateways = found.toArray(new Gateway[0]);
        this.told = new boolean[known.size()];
        this.loopback = new boolean[known.size()];
        for (int i = 0; i < loopback.length; i++) {
            loopback[i] = known.get(i).isLoopback();
        }
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

    /**
     * Returns the gateway host whose name a request has that {@link #gatewayFor} knows no gateway for, because it has another
     * scheme or port. Null for none, and from the second time on that it would be the same.
     *
     * @param rejected whether it was answered with 401. If it was not, and goes to this machine, it can be for a service beside
     *     the gateway.
     */
    @Nullable
    GatewayHost firstNearMissOf(@Nullable String scheme, @Nullable String host, int port, boolean rejected) {
        int index = matcher.nearMissOf(scheme, host, port);
        if (index == GatewayMatcher.NONE || told[index] || (loopback[index] && !rejected)) {
            return null;
        }
        GatewayHost missed = nearMissOf(scheme, host, port);
        told[index] = missed != null;
        return missed;
    }

    /** As the other one, each time. */
    @Nullable
    GatewayHost nearMissOf(@Nullable String scheme, @Nullable String host, int port) {
        int index = matcher.nearMissOf(scheme, host, port);
        // An identity server can have the name of a gateway, and be one by a wildcard.
        return index == GatewayMatcher.NONE || matcher.indexOf(scheme, host, port) != GatewayMatcher.NONE
                ? null
                : known.get(index);
    }

    /** Whether a request to one of the gateways has been seen. */
    boolean hasMetGateway() {
        for (Profile profile : profiles) {
            if (profile.authorizedRequests() + profile.passedRequests() + profile.failedRequests() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a profile adds ids, or one of those before them did, whose ids a request may still have. */
    boolean addsIds() {
        return addIds;
    }
}
