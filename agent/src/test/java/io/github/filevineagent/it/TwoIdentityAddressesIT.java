package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.filevineagent.it.client.Application;
import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The identity server of the region us, which Filevine documents under two names, where one of them is unknown. */
class TwoIdentityAddressesIT extends InWorld {
    private static final String FIRST = "identity.filevine.io";
    private static final String OTHER = "identity.filevine.com";
    private static final String OTHER_URL = "https://identity.filevine.com/connect/token";
    private static final String SAID = FIRST + " can't be resolved, so access tokens come from " + OTHER_URL;
    private static final int FIRST_WITH_NAME_SERVICES = 18;

    static List<Jdk> jdksWithNameServices() {
        return Jdk.since(FIRST_WITH_NAME_SERVICES);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void preset_firstNameUnknown_exchangesAtTheOther(Jdk jdk) throws Exception {
        assumeHttpsPort();
        world.know(OTHER);

        ScenarioRun run = world.run(world.jvmWithIdentityPreset(jdk), Suite.ONE_REQUEST);

        run.assertAuthorized(Suite.ONE_REQUEST);
        assertThat(world.identity().hostsOfExchanges()).containsExactly(OTHER);
        assertSaidOnce(run.result(), "set filevine.identity-url=" + OTHER_URL);
    }

    /** Wherever this runs: that nobody listens there, or somebody whom the JVM does not trust, is a failure of the other's. */
    @ParameterizedTest
    @MethodSource("jdks")
    void preset_firstNameUnknown_goesToTheOther(Jdk jdk) throws Exception {
        world.know(OTHER);

        ScenarioRun run = world.run(impatient(world.jvmWithIdentityPreset(jdk)), Suite.ONE_REQUEST);

        assertFailed(run, "PAT exchange with " + OTHER_URL + ": no ");
        assertSaidOnce(run.result(), "set filevine.identity-url=" + OTHER_URL);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void preset_severalProfiles_saySoOnce(Jdk jdk) throws Exception {
        world.know(OTHER);
        ForkedJvm jvm = impatient(world.jvmWithIdentityPreset(jdk))
                .property("filevine.profiles", "firm")
                .property("filevine.profile.firm.gateway-hosts", "firm.filevine.test")
                .property(
                        "filevine.profile.firm.pat-file", world.patFile("firm").toString());

        ScenarioRun run = world.run(jvm, Suite.ONE_REQUEST);

        assertFailed(run, "PAT exchange with " + OTHER_URL + ": no ");
        assertSaidOnce(run.result(), ".identity-url=" + OTHER_URL);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void preset_namesThatComeAndGo_staysWithTheOneThatResolves(Jdk jdk) throws Exception {
        assumeHttpsPort();
        world.know(OTHER);
        world.identity().issueTokensFor(Duration.ofSeconds(2));
        world.identity().onExchange(number -> {
            if (number == 2) {
                world.know(FIRST, OTHER);
            } else if (number == 3) {
                world.know(FIRST);
            }
        });
        Path uncached = Files.writeString(
                world.directory().resolve("security"),
                "networkaddress.cache.ttl=0\nnetworkaddress.cache.negative.ttl=0\n");
        ForkedJvm jvm = world.jvmWithIdentityPreset(jdk).property("java.security.properties", uncached.toString());

        ScenarioRun run = world.run(jvm, Suite.LOAD);

        assertThat(run.report("h1-steady")).doesNotContainKey("thrown").containsEntry("failed", "0");
        assertThat(world.identity().hostsOfExchanges())
                .startsWith(OTHER, OTHER, OTHER, FIRST)
                .allMatch(host -> host.equals(OTHER) || host.equals(FIRST));
        assertThat(world.identity()
                        .hostsOfExchanges()
                        .subList(3, world.identity().exchanges()))
                .containsOnly(FIRST);
        assertSaidOnce(run.result(), "set filevine.identity-url=" + OTHER_URL);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void preset_neitherNameKnown_isTheNetworksFault(Jdk jdk) throws Exception {
        ScenarioRun run = world.run(impatient(world.jvmWithIdentityPreset(jdk)), Suite.ONE_REQUEST);

        assertFailed(run, "neither " + FIRST + " nor " + OTHER + ", ");
        assertThat(run.result().err()).contains("the fault is in the network or the DNS settings");
        assertNotSaid(run.result());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void addressThatSomebodySet_nameUnknown_isNotReplaced(Jdk jdk) throws Exception {
        boolean served = world.serveIdentityAtHttpsPort();
        world.know(OTHER);
        ForkedJvm jvm =
                impatient(world.jvmWithIdentityPreset(jdk)).property("filevine.identity-url", "https://" + FIRST);

        ScenarioRun run = world.run(jvm, Suite.ONE_REQUEST);

        assertFailed(run, "PAT exchange with https://" + FIRST + "/connect/token: the host name can't be resolved");
        assertThat(world.identity().exchanges()).as("served: %s", served).isZero();
        assertNotSaid(run.result());
    }

    /** A proxy looks names up by itself, and this JVM knows the other name, which it must not take for a way out. */
    @ParameterizedTest
    @MethodSource("jdks")
    void proxy_nameUnknown_isNoReasonToAskTheOther(Jdk jdk) throws Exception {
        boolean served = world.serveIdentityAtHttpsPort();
        world.know(OTHER);
        ForkedJvm jvm = impatient(world.jvmWithIdentityPreset(jdk))
                .property("https.proxyHost", "proxy.filevine.test")
                .property("http.nonProxyHosts", "*.test|localhost");

        ScenarioRun run = world.run(jvm, Suite.ONE_REQUEST);

        assertFailed(
                run,
                "PAT exchange with https://" + FIRST
                        + "/connect/token: the name of the proxy proxy.filevine.test:443 can't be resolved");
        assertThat(world.identity().exchanges()).as("served: %s", served).isZero();
        assertNotSaid(run.result());
    }

    /** The second lookup hangs, as it does where a packet filter swallows what is sent to the name server. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("jdksWithNameServices")
    void lookupOfTheOtherName_hangs_endsAtTheExchangesDeadline(Jdk jdk) throws Exception {
        Path classes = world.directory().resolve("name-service");
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("java.net.spi.InetAddressResolverProvider"), "HangingNameService");
        JvmResult compiled = ForkedJvm.ofTool(jdk, "javac")
                .run(
                        "-d",
                        classes.toString(),
                        BuildDirectory.testResource("guests/HangingNameService.java")
                                .toString());
        assertThat(compiled.exitStatus()).as(compiled.toString()).isZero();
        // Without the world's file of names, beside which the JDK asks no name service.
        ForkedJvm jvm = impatient(ForkedJvm.of(jdk).agent(BuildDirectory.agentJar()))
                .property("world.gateway", world.address("plain"))
                .property("filevine.gateway-hosts", world.address("plain"))
                .property("filevine.pat-file", world.patFile("main").toString())
                .property("filevine.exchange-timeout", "1s")
                .option("-cp")
                .option(BuildDirectory.testClasses() + File.pathSeparator + classes)
                .option(Application.class.getName());

        ScenarioRun run = world.runAsIs(jvm, Suite.ONE_REQUEST);

        assertFailed(run, "not finished within 1 s; it was still looking up " + OTHER + ".");
        assertNotSaid(run.result());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_firstNameUnknown_warnsAndPasses(Jdk jdk) throws Exception {
        assumeHttpsPort();
        world.know(OTHER);

        JvmResult check = check(jdk);

        assertThat(check.exitStatus()).as(check.toString()).isZero();
        assertThat(check.out())
                .containsSubsequence(
                        "warning dns: " + SAID,
                        "set filevine.identity-url=" + OTHER_URL,
                        "ok      dns: " + OTHER + " is 127.0.0.1",
                        "ok      tls: ",
                        "ok      exchange: ");
        assertThat(world.identity().hostsOfExchanges()).containsExactly(OTHER);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_nothingAtTheOther_warnsAndFails(Jdk jdk) throws Exception {
        world.know(OTHER);

        JvmResult check = check(jdk);

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out())
                .containsSubsequence("warning dns: " + SAID, "FAILED  ", "PAT exchange with " + OTHER_URL + ": no ");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void check_neitherNameKnown_isTheNetworksFault(Jdk jdk) throws Exception {
        JvmResult check = check(jdk);

        assertThat(check.exitStatus()).as(check.toString()).isEqualTo(1);
        assertThat(check.out())
                .containsSubsequence(
                        "FAILED  dns: ",
                        "neither " + FIRST + " nor " + OTHER,
                        "the fault is in the network or the DNS settings");
    }

    private JvmResult check(Jdk jdk) throws Exception {
        return world.reaching(ForkedJvm.of(jdk))
                .property("filevine.gateway-hosts", "*.filevine.test")
                .property("filevine.pat-file", world.patFile("main").toString())
                .option("-jar")
                .option(BuildDirectory.agentJar().toString())
                .run("check");
    }

    private void assumeHttpsPort() {
        assumeThat(world.serveIdentityAtHttpsPort())
                .as("this process may listen on port 443, and is the only one")
                .isTrue();
    }

    /** What is looked at is why there is no token. */
    private static ForkedJvm impatient(ForkedJvm jvm) {
        return jvm.property("filevine.token-wait", "2s");
    }

    private static void assertFailed(ScenarioRun run, String why) {
        run.result().assertHealthy();
        for (String tag : Suite.ONE_REQUEST.tags()) {
            assertThat(run.report(tag).get("thrown")).contains("No valid Filevine access token", why);
        }
    }

    private static void assertSaidOnce(JvmResult result, String cure) {
        assertThat(result.agentLines())
                .filteredOn(line -> line.contains("can't be resolved, so access tokens come from"))
                .singleElement()
                .asString()
                .startsWith("warn: profile ")
                .contains(SAID, cure);
    }

    private static void assertNotSaid(JvmResult result) {
        assertThat(result.agentLines()).noneMatch(line -> line.contains("access tokens come from"));
    }
}
