package io.github.filevineagent.it.support;

import io.github.filevineagent.it.client.Application;
import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.standin.Tls;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;

/**
 * A Filevine of the test's own: the identity server, gateway hosts, and hosts that are none of its business, all on
 * loopback ports. The JVMs that it starts resolve the names from a hosts file and trust the test's authority.
 *
 * <p>Its hosts are {@code gateway} and {@code gateway2} (https, gateway hosts), {@code plain} (http on localhost, a gateway
 * host), {@code asking} (a gateway host that says {@code 100 Continue}), {@code hasty} (one that answers before it has
 * read the body), {@code impatient} (the gateway, behind something that closes idle connections), {@code refused} and {@code silent} (ports of the gateway on which nobody listens, or answers), {@code storage}
 * (https, another host), {@code otherport} (the gateway's name on storage's port), {@code downgrade} (the gateway's name
 * over http), {@code lookalike} (the gateway's name as a subdomain) and {@code identity}.
 */
public final class World implements AutoCloseable {
    private static final int HTTPS_PORT = 443;

    private final Path directory;
    private final FakeIdentity identity = new FakeIdentity();
    private final MockWebServer identityServer = new MockWebServer();
    private final MockWebServer plainIdentity = new MockWebServer();
    private final WebServer gateway = new WebServer("gateway", identity, this::address);
    private final WebServer storage = new WebServer("storage", identity, this::address);
    private final WebServer asking = WebServer.asking("asking", identity, this::address);
    private final WebServer hasty = WebServer.hasty("hasty", identity, this::address);
    private final WebServer plain = new WebServer("plain", identity, this::address);
    private final ForwardProxy openProxy = new ForwardProxy(false);
    private final ForwardProxy guardedProxy = new ForwardProxy(true);
    private final ForwardProxy filevineProxy;
    private final ImpatientRelay impatient;
    private final CountingRelay counting;
    private final Hosts hosts;

    /** What {@link #know} has added. */
    private volatile List<String> furtherNames = List.of();

    private volatile Collection<String> profilesWithHosts = Set.of();
    private @Nullable MockWebServer identityAtHttpsPort;

    public World() throws IOException, GeneralSecurityException {
        directory = Files.createTempDirectory("world");
        TestCertificates.writeTrustStore(trustStore());
        identityServer.setDispatcher(identity);
        identityServer.useHttps(TestCertificates.serverSockets());
        identityServer.start(InetAddress.getLoopbackAddress(), 0);
        plainIdentity.setDispatcher(identity);
        plainIdentity.start(InetAddress.getLoopbackAddress(), 0);
        counting = new CountingRelay(plainIdentity.getPort());
        hosts = new Hosts(
                identityServer.getPort(),
                gateway.startHttps(),
                storage.startHttps(),
                plain.startHttp(),
                SilentPort.unused(),
                SilentPort.shared().port());
        hosts.addGateway("asking", asking.startHttps());
        hosts.addGateway("hasty", hasty.startHttps());
        impatient = new ImpatientRelay(gateway.port());
        hosts.addGateway("impatient", impatient.port());
        hosts.addProxy("openproxy", openProxy.port());
        hosts.addTlsProxy("tlsproxy", openProxy.port());
        hosts.addProxy("guardedproxy", guardedProxy.port());
        filevineProxy = ForwardProxy.to(filevinesOwn());
    }

    /** Returns Filevine's own hosts, as its documents name them, and the ports that serve them here. */
    private Map<String, Integer> filevinesOwn() {
        Map<String, Integer> ports = new TreeMap<>();
        for (String host : List.of("identity.filevine.io", "identity.filevineapp.ca", "identity.filevinegov.com")) {
            ports.put(host + ":443", identityServer.getPort());
        }
        int gatewayPort = URI.create(address("gateway")).getPort();
        for (String host :
                List.of("api.filevine.io", "api.filevineapp.com", "api.filevineapp.ca", "api.filevinegov.com")) {
            ports.put(host + ":443", gatewayPort);
        }
        return ports;
    }

    public FakeIdentity identity() {
        return identity;
    }

    public ForwardProxy openProxy() {
        return openProxy;
    }

    public ForwardProxy guardedProxy() {
        return guardedProxy;
    }

    /** Returns the proxy through which Filevine's own names lead to this world's servers. */
    public ForwardProxy filevineProxy() {
        return filevineProxy;
    }

    /** Returns a directory for this test's files, which goes with the world. */
    public Path directory() {
        return directory;
    }

    /** Has the gateway and the storage speak HTTP/3, too. */
    public void serveHttp3() {
        gateway.startHttp3();
        storage.startHttp3();
    }

    /**
     * Has the identity server listen on the port that URLs without one mean, as well.
     *
     * @return false where this process may not, or another one does
     */
    public boolean serveIdentityAtHttpsPort() {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(identity);
        server.useHttps(TestCertificates.serverSockets());
        try {
            server.start(InetAddress.getLoopbackAddress(), HTTPS_PORT);
        } catch (IOException | IllegalStateException e) {
            return false;
        }
        identityAtHttpsPort = server;
        return true;
    }

    /** Sets which names the JVMs of this world resolve, besides those of its hosts, from their next lookup on. */
    public void know(String... names) {
        furtherNames = List.of(names);
        try {
            writeHostsFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path writeHostsFile() throws IOException {
        Path file = directory.resolve("hosts");
        hosts.writeHostsFile(file, profilesWithHosts, furtherNames);
        return file;
    }

    /** Takes the identity server off the network. */
    public void stopIdentity() {
        identityServer.close();
    }

    /** Returns the beginning of a host's URLs. */
    public String address(String host) {
        return hosts.address(host);
    }

    /** Returns scheme, host and port of the one profile's gateway hosts. */
    public Set<String> gatewayOrigins() {
        return hosts.gatewayOrigins();
    }

    /** Writes the file with the PAT of this name. */
    public Path patFile(String name) throws IOException {
        return Files.writeString(directory.resolve("pat-" + name), FakeIdentity.PAT_PREFIX + name + "\n");
    }

    /** Runs the client's suites in a JVM, to its end. */
    public ScenarioRun run(ForkedJvm jvm, Suite... suites) throws IOException, InterruptedException {
        return record(jvm.runMain(Application.class.getName(), namesOf(suites)));
    }

    /** Runs another application in a JVM, to its end. */
    public ScenarioRun runMain(ForkedJvm jvm, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        return record(jvm.runMain(main.getName(), arguments));
    }

    /** Runs another application in a JVM whose options name its main class already. */
    public ScenarioRun runAsIs(ForkedJvm jvm, String... arguments) throws IOException, InterruptedException {
        return record(jvm.run(arguments));
    }

    /** Runs the client's suites in a JVM whose options name the main class already. */
    public ScenarioRun runAsIs(ForkedJvm jvm, Suite... suites) throws IOException, InterruptedException {
        return record(jvm.run(namesOf(suites)));
    }

    /** Runs an application of its own, to its end. */
    public ScenarioRun runMain(ForkedJvm jvm, Class<?> application) throws IOException, InterruptedException {
        return record(jvm.runMain(application.getName()));
    }

    private static String[] namesOf(Suite... suites) {
        return Stream.of(suites).map(Suite::name).toArray(String[]::new);
    }

    private ScenarioRun record(JvmResult result) {
        List<Hit> hits = Stream.of(gateway, storage, plain, asking, hasty)
                .flatMap(server -> server.takeHits().stream())
                .collect(Collectors.toList());
        return new ScenarioRun(result, hits);
    }

    /** Returns a JVM that can reach the hosts, without the agent. */
    public ForkedJvm jvm(Jdk jdk) throws IOException {
        return jvm(jdk, Set.of());
    }

    /** Gives a JVM what it needs to reach the hosts. */
    public ForkedJvm reaching(ForkedJvm jvm) throws IOException {
        return reaching(jvm, Set.of());
    }

    /** Returns a JVM with the agent and one profile. */
    public ForkedJvm jvmWithAgent(Jdk jdk) throws IOException {
        return configured(jvm(jdk).agent(BuildDirectory.agentJar()));
    }

    /**
     * Returns a JVM with the agent, of which nothing is configured but the PAT: it talks to Filevine's own hosts, on port 443,
     * by a proxy that leads to this world's.
     */
    public ForkedJvm jvmWithPresets(Jdk jdk) throws IOException {
        return jvm(jdk).agent(BuildDirectory.agentJar())
                .property("https.proxyHost", "localhost")
                .property("https.proxyPort", String.valueOf(filevineProxy.port()))
                .property("filevine.pat-file", patFile("main").toString());
    }

    /** Returns a JVM with the agent and a profile that asks the identity server of its region, without a proxy. */
    public ForkedJvm jvmWithIdentityPreset(Jdk jdk) throws IOException {
        return jvm(jdk).agent(BuildDirectory.agentJar())
                .property("filevine.gateway-hosts", String.join(", ", gatewayOrigins()))
                .property("filevine.pat-file", patFile("main").toString());
    }

    /** Gives a JVM the properties of that profile. */
    public ForkedJvm configured(ForkedJvm jvm) throws IOException {
        return withProfile(jvm, "filevine.", String.join(", ", gatewayOrigins()), "main");
    }

    /** Adds a profile for one gateway host, which has the name of its PAT. */
    public ForkedJvm withProfile(ForkedJvm jvm, String name, String gatewayHost) throws IOException {
        return withProfile(jvm, "filevine.profile." + name + ".", gatewayHost, name);
    }

    /** Returns a JVM with the agent and a profile for each name, each with a gateway host of its own. */
    public ForkedJvm jvmWithProfiles(Jdk jdk, Collection<String> names) throws IOException {
        ForkedJvm jvm =
                jvm(jdk, names).agent(BuildDirectory.agentJar()).property("filevine.profiles", String.join(",", names));
        for (String name : names) {
            withProfile(jvm, name, address(name));
        }
        return jvm;
    }

    /**
     * Returns a JVM with the agent and a profile for each name, each with a gateway host of its own, out of a configuration
     * file. They have the identity server over http: a thousand handshakes would take a while.
     */
    public ForkedJvm jvmWithFirms(Jdk jdk, Collection<String> names) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("filevine.profiles=" + String.join(",", names));
        for (String name : names) {
            String prefix = "filevine.profile." + name + ".";
            lines.add(prefix + "identity-url=http://localhost:" + counting.port());
            lines.add(prefix + "gateway-hosts=" + address(name));
            lines.add(prefix + "pat=" + FakeIdentity.PAT_PREFIX + name);
        }
        Path file = Files.write(directory.resolve("firms.properties"), lines);
        return jvm(jdk, names).agent(BuildDirectory.agentJar()).property("filevine.config-file", file.toString());
    }

    /** Returns how many connections those JVMs have had to the identity server at a time, at most. */
    public int mostConnectionsOfFirms() {
        return counting.most();
    }

    /**
     * Returns a JVM with the agent and a profile for each firm, all on the same gateway hosts.
     *
     * @param organisations by the firm's name; empty for none
     */
    public ForkedJvm jvmWithFirmsOnOneHost(Jdk jdk, Map<String, String> organisations) throws IOException {
        ForkedJvm jvm = jvm(jdk).agent(BuildDirectory.agentJar())
                .property("filevine.profiles", String.join(",", organisations.keySet()));
        for (Map.Entry<String, String> firm : organisations.entrySet()) {
            withProfile(jvm, firm.getKey(), String.join(", ", gatewayOrigins()));
            if (!firm.getValue().isEmpty()) {
                jvm.property("filevine.profile." + firm.getKey() + ".org-id", firm.getValue());
            }
        }
        return jvm;
    }

    /** Returns a JVM with the agent and no other profiles than those of the files in a directory. */
    public ForkedJvm jvmWithProfilesDirectory(Jdk jdk, Path profiles) throws IOException {
        return jvm(jdk).agent(BuildDirectory.agentJar()).property("filevine.profiles-dir", profiles.toString());
    }

    /** Returns what the file of a firm there says, which has the name of its PAT. */
    public String firmFile(String name, String organisation) {
        return "# a firm\norg-id=" + organisation + "\nidentity-url=" + address("identity") + "\ngateway-hosts="
                + String.join(", ", gatewayOrigins()) + "\npat=" + FakeIdentity.PAT_PREFIX + name + "\n";
    }

    private ForkedJvm withProfile(ForkedJvm jvm, String prefix, String gatewayHosts, String pat) throws IOException {
        return jvm.property(prefix + "identity-url", address("identity"))
                .property(prefix + "gateway-hosts", gatewayHosts)
                .property(prefix + "pat-file", patFile(pat).toString());
    }

    /** Returns a JVM with the agent that looks names up as any JVM does, and so reaches only what is on localhost. */
    public ForkedJvm jvmWithItsOwnNames(Jdk jdk) throws IOException {
        return trusting(ForkedJvm.of(jdk))
                .agent(BuildDirectory.agentJar())
                .property("filevine.identity-url", "https://localhost:" + identityServer.getPort())
                .property("filevine.gateway-hosts", address("plain"))
                .property("filevine.pat-file", patFile("main").toString());
    }

    private ForkedJvm jvm(Jdk jdk, Collection<String> profiles) throws IOException {
        return reaching(ForkedJvm.of(jdk), profiles);
    }

    private ForkedJvm trusting(ForkedJvm jvm) {
        return jvm.option("-XX:+UseSerialGC")
                .option("-XX:TieredStopAtLevel=1")
                .property("javax.net.ssl.trustStore", trustStore().toString())
                .property("javax.net.ssl.trustStoreType", "PKCS12")
                .property("javax.net.ssl.trustStorePassword", Tls.STORE_PASSWORD);
    }

    private ForkedJvm reaching(ForkedJvm jvm, Collection<String> profiles) throws IOException {
        profilesWithHosts = profiles;
        trusting(jvm)
                .property("jdk.net.hosts.file", writeHostsFile().toString())
                // As it comes, the JDK refuses to send a password to a proxy for a tunnel.
                .property("jdk.http.auth.tunneling.disabledSchemes", "");
        Stream.concat(hosts.names().stream(), profiles.stream())
                .forEach(name -> jvm.property("world." + name, address(name)));
        return jvm;
    }

    private Path trustStore() {
        return directory.resolve("trust.p12");
    }

    /** Closes it, and checks that the identity server has seen nothing but right token requests. */
    @Override
    public void close() throws IOException {
        identity.releaseAll();
        identityServer.close();
        if (identityAtHttpsPort != null) {
            identityAtHttpsPort.close();
        }
        counting.close();
        plainIdentity.close();
        gateway.close();
        storage.close();
        plain.close();
        asking.close();
        hasty.close();
        impatient.close();
        openProxy.close();
        guardedProxy.close();
        filevineProxy.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.delete(file);
            }
        }
        identity.assertNoFaults();
    }
}
