package io.github.filevineagent.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the hosts of the tests are called, as the client's scenarios and the steps of redirects name them, and the
 * addresses behind those names. Any other name is that of a profile, whose gateway host is {@code NAME.filevine.test}.
 */
final class Hosts {
    private static final String API = "api.filevine.test";

    private static final List<String> GATEWAYS =
            List.of("gateway", "gateway2", "plain", "refused", "silent", "asking", "hasty", "impatient");

    private final Map<String, String> addresses = new TreeMap<>();
    private final int gatewayPort;

    Hosts(int identityPort, int gatewayPort, int storagePort, int plainPort, int unusedPort, int silentPort) {
        this.gatewayPort = gatewayPort;
        addresses.put("identity", "https://identity.filevine.test:" + identityPort);
        addresses.put("gateway", "https://" + API + ":" + gatewayPort);
        addresses.put("gateway2", "https://api2.filevine.test:" + gatewayPort);
        addresses.put("plain", "http://localhost:" + plainPort);
        addresses.put("refused", "https://" + API + ":" + unusedPort);
        addresses.put("silent", "https://" + API + ":" + silentPort);
        addresses.put("storage", "https://storage.elsewhere.test:" + storagePort);
        addresses.put("otherport", "https://" + API + ":" + storagePort);
        addresses.put("downgrade", "http://" + API + ":" + plainPort);
        addresses.put("lookalike", "https://" + API + ".elsewhere.test:" + gatewayPort);
    }

    void addGateway(String name, int port) {
        addresses.put(name, "https://" + API + ":" + port);
    }

    void addProxy(String name, int port) {
        addresses.put(name, "http://localhost:" + port);
    }

    /** Adds a proxy as a {@code 305} of an https host names it: the JDK takes host and port from a URL of its own scheme. */
    void addTlsProxy(String name, int port) {
        addresses.put(name, "https://localhost:" + port);
    }

    /** Returns the beginning of a host's URLs. */
    String address(String name) {
        return addresses.getOrDefault(name, "https://" + name + ".filevine.test:" + gatewayPort);
    }

    /** Returns the addresses of the gateway hosts, but for those of profiles. */
    Set<String> gatewayOrigins() {
        return GATEWAYS.stream().map(this::address).collect(Collectors.toSet());
    }

    Set<String> names() {
        return addresses.keySet();
    }

    /**
     * Writes the file that {@code jdk.net.hosts.file} names, all at once, for JVMs that run already. The JDK looks names up in
     * it as they are written.
     */
    void writeHostsFile(Path file, Collection<String> profiles, Collection<String> more) throws IOException {
        Stream<String> fixed = Stream.of(
                "localhost",
                "localhost.",
                "identity.filevine.test",
                API,
                API.toUpperCase(Locale.ROOT),
                "api2.filevine.test",
                "deep." + API,
                "filevine.test",
                "storage.elsewhere.test",
                API + ".elsewhere.test");
        Stream<String> ofProfiles = profiles.stream().map(profile -> profile + ".filevine.test");
        Path next = Files.write(
                file.resolveSibling(file.getFileName() + ".next"),
                Stream.concat(Stream.concat(fixed, ofProfiles), more.stream())
                        .map(name -> "127.0.0.1 " + name)
                        .collect(Collectors.toList()));
        Path unused = Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
