package io.github.filevineagent.benchmark;

import io.github.filevineagent.standin.Tls;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Knows the command lines of the measured programs, and runs the server that they talk to. */
final class Launcher implements AutoCloseable {
    private static final int TOKEN_SECONDS = 100_000;

    private final Workplace workplace;
    private final Program standIn;
    private final String http1;
    private final String http2;
    private final String openHost;
    private final Servers loopback;
    private final Servers remote;

    Launcher(Workplace workplace) {
        this.workplace = workplace;
        standIn = Program.start(List.of(
                Jdk.current().tool("java").toString(),
                "-Xmx1g",
                // Or each answer waits for a delayed acknowledgement.
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                StandIn.class.getName(),
                workplace.trustStore().toString()));
        String[] ports = standIn.readLine().split(" ", -1);
        http1 = "http://localhost:" + ports[0];
        http2 = "https://localhost:" + ports[1];
        openHost = "http://127.0.0.1:" + ports[0] + "/open";
        loopback = new Servers("loopback", http1, http1);
        remote = new Servers(
                "TLS, " + StandIn.LATENCY.toMillis() + " ms",
                "https://localhost:" + ports[2],
                "https://localhost:" + ports[3]);
    }

    /** Returns servers that are reached as those of the other measurements are: by http, and at once. */
    Servers loopback() {
        return loopback;
    }

    /** Returns servers as a deployment has them: by TLS, and each answer takes {@link StandIn#LATENCY}. */
    Servers remote() {
        return remote;
    }

    /** Returns an address of the gateway. */
    String gateway(String client) {
        return (client.equals("HttpClient-2") ? http2 : http1) + StandIn.GATEWAY_PATH;
    }

    /** Returns an address of a host that is none of the agent's business. */
    String openHost() {
        return openHost;
    }

    /** Returns the option that gives the agent tokens of two seconds. */
    String shortTokens() {
        return "-Dfilevine.identity-url=" + http1 + StandIn.SHORT;
    }

    /** Returns the options that make the agent's one profile that of organisation 1. */
    List<String> oneFirm() {
        return List.of("-Dfilevine.org-id=1", "-Dbenchmark.organisations=1");
    }

    /** Returns the options that make it one of so many on the same host, each with an organisation of its own. */
    List<String> firmsOnOneHost(int firms) throws IOException {
        return firms(firms, "firms-on-one-host", http1, firms);
    }

    /** Returns the options that make it one of so many, each of which has a host of its own. */
    List<String> firmsOnTheirHosts(int firms) throws IOException {
        return firms(firms, "firms-on-their-hosts", "", 1);
    }

    /**
     * @param host of all of them; empty for one each
     */
    private List<String> firms(int firms, String file, String host, int organisations) throws IOException {
        StringBuilder names = new StringBuilder();
        StringBuilder lines = new StringBuilder();
        for (int i = 2; i <= firms; i++) {
            String prefix = "filevine.profile.firm-" + i + ".";
            names.append(i == 2 ? "" : ",").append("firm-").append(i);
            lines.append(prefix + "identity-url=" + loopback.tokenEndpoint() + "\n")
                    .append(prefix + "gateway-hosts=" + (host.isEmpty() ? "firm-" + i + ".example.com" : host) + "\n")
                    .append(prefix + "pat-file=" + workplace.patFile() + "\n")
                    .append(prefix + "org-id=" + i + "\n");
        }
        return List.of(
                "-Dfilevine.org-id=1",
                "-Dfilevine.profiles=" + names,
                "-Dfilevine.config-file=" + workplace.configFile(file, lines.toString()),
                "-Dfilevine.token-wait=2m",
                "-Dbenchmark.organisations=" + organisations);
    }

    /** Returns the command line of a program, with more JVM options, which win. */
    List<String> command(Jdk jdk, Variant variant, List<String> options, Class<?> program, String... arguments) {
        return command(jdk, variant, loopback, options, program, arguments);
    }

    /** Returns the command line of a program that gets its tokens from one of these servers for the other. */
    List<String> command(
            Jdk jdk, Variant variant, Servers servers, List<String> options, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(jdk.tool("java").toString());
        command.addAll(attach(variant, servers));
        command.addAll(options);
        command.addAll(List.of(
                "-Dhttp.maxConnections=64",
                "-Djavax.net.ssl.trustStore=" + workplace.trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + Tls.STORE_PASSWORD,
                "-cp",
                variant == Variant.BY_HAND
                        ? workplace.programsWithJackson()
                        : workplace.programs().toString(),
                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Returns the JVM options that a variant consists of. */
    List<String> attach(Variant variant) {
        return attach(variant, loopback);
    }

    private List<String> attach(Variant variant, Servers servers) {
        String byHand = "-Dbenchmark.token=" + Token.lasting(TOKEN_SECONDS);
        return switch (variant) {
            case BARE -> List.of(byHand);
            case BY_HAND ->
                List.of(
                        "-Dbenchmark.identity=" + servers.tokenEndpoint(),
                        "-Dbenchmark.pat-file=" + workplace.patFile());
            case EMPTY_AGENT -> List.of(byHand, "-javaagent:" + workplace.emptyAgent());
            case OURS ->
                List.of(
                        "-javaagent:" + workplace.agent(),
                        "-Dfilevine.identity-url=" + servers.tokenEndpoint(),
                        "-Dfilevine.gateway-hosts=" + http1 + "," + http2 + "," + servers.gateway(),
                        "-Dfilevine.pat-file=" + workplace.patFile());
            case OURS_SWITCHED_OFF -> {
                List<String> options = new ArrayList<>(attach(Variant.OURS, servers));
                options.add("-Dfilevine.enabled=false");
                yield options;
            }
            case OPEN_TELEMETRY ->
                List.of(
                        byHand,
                        "-javaagent:" + workplace.openTelemetry(),
                        "-Dotel.traces.exporter=none",
                        "-Dotel.metrics.exporter=none",
                        "-Dotel.logs.exporter=none");
        };
    }

    @Override
    public void close() {
        standIn.close();
    }
}
