package io.github.filevineagent.config;

import java.util.ArrayList;
import java.util.List;

/** Remembers which profile each gateway host belongs to, so that no request could get either of two tokens. */
final class HostOwners {
    private final List<GatewayHost> hosts = new ArrayList<>();
    private final List<String> profiles = new ArrayList<>();

    /** Reports each of the hosts that another profile has claimed before, as itself or by a wildcard. */
    void claim(List<GatewayHost> claimed, SettingValue value, Section section) {
        for (GatewayHost host : claimed) {
            for (int i = 0; i < hosts.size(); i++) {
                if (!profiles.get(i).equals(section.profile()) && hosts.get(i).overlaps(host)) {
                    section.findings()
                            .problem(
                                    value,
                                    host + " overlaps with " + hosts.get(i) + " of profile " + profiles.get(i),
                                    "each host in one profile only; set " + section.key(Setting.GATEWAY_HOSTS));
                }
            }
            hosts.add(host);
            profiles.add(section.profile());
        }
    }
}
