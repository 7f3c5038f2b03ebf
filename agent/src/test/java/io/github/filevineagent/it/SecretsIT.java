package io.github.filevineagent.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Exposure;
import io.github.filevineagent.it.support.FakeIdentity;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.it.support.World;
import io.github.filevineagent.support.Jdk;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for the PATs, client secrets and tokens of a busy application wherever an operator could come across them. */
class SecretsIT {
    private static final String SECRET_IN_FILE = "fvsecret-in-file";
    private static final String SECRET_ON_COMMAND_LINE = "fvsecret-on-command-line";

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void secrets_successesAndFailuresAtDebugLevel_areNowhereButWhereTheUserHasPutThem(Jdk jdk) throws Exception {
        try (World world = new World()) {
            world.identity().issueTokensFor(Duration.ofSeconds(3));
            world.identity()
                    .refuse(
                            "rejected",
                            400,
                            "{\"error\":\"invalid_grant\",\"error_description\":\"unknown: " + pat("rejected")
                                    + ", client " + SECRET_IN_FILE + "\"}");
            world.identity().refuse("garbled", 200, "<p>" + pat("garbled") + " " + SECRET_IN_FILE);
            world.identity().refuse("overloaded", 503, "{\"error\":\"" + pat("overloaded") + "\"}");
            world.identity().ignore("ignored");
            world.identity().expectClient("good", "client", SECRET_ON_COMMAND_LINE);
            world.identity().expectClient("rejected", "client", SECRET_IN_FILE);
            world.identity().expectClient("garbled", "client", SECRET_IN_FILE);
            Path recording = world.directory().resolve("flight.jfr");

            JvmResult result = run(world, jdk, recording);

            assertAllHasHappened(result);
            assertThat(result.report("property"))
                    .containsEntry("filevine.profile.good.client-secret", SECRET_ON_COMMAND_LINE);
            String output = (result.out() + result.err()).replaceFirst(SECRET_ON_COMMAND_LINE, "");
            assertThat(output)
                    .doesNotContain(FakeIdentity.PAT_PREFIX)
                    .doesNotContain(FakeIdentity.TOKEN_PREFIX)
                    .doesNotContain("fvsecret-");
            byte[] flight = Files.readAllBytes(recording);
            for (Charset charset : List.of(ISO_8859_1, UTF_16LE, UTF_16BE)) {
                assertThat(new String(flight, ISO_8859_1))
                        .doesNotContain(inBytes(FakeIdentity.PAT_PREFIX, charset))
                        .doesNotContain(inBytes(FakeIdentity.TOKEN_PREFIX, charset))
                        .doesNotContain(inBytes(SECRET_IN_FILE, charset));
            }
        }
    }

    private static JvmResult run(World world, Jdk jdk, Path recording) throws Exception {
        List<String> profiles = List.of("good", "rejected", "garbled", "overloaded", "ignored");
        Path settings = world.directory().resolve("flight.jfc");
        Files.writeString(
                settings, withoutOtherProcesses(Files.readString(jdk.home().resolve("lib/jfr/profile.jfc"))));
        Path secretFile = Files.writeString(world.directory().resolve("client-secret"), SECRET_IN_FILE + "\n");
        return world.jvmWithProfiles(jdk, profiles)
                .property("filevine.log-level", "debug")
                .property("filevine.token-wait", "5s")
                .property("filevine.exchange-timeout", "4s")
                .property("filevine.profile.good.client-id", "client")
                .property("filevine.profile.rejected.client-id", "client")
                .property("filevine.profile.garbled.client-id", "client")
                .property("filevine.profile.good.client-secret", SECRET_ON_COMMAND_LINE)
                .property("filevine.profile.rejected.client-secret-file", secretFile.toString())
                .property("filevine.profile.garbled.client-secret-file", secretFile.toString())
                .option("-Dcom.sun.management.jmxremote")
                .option("-XX:StartFlightRecording=settings=" + settings + ",filename=" + recording)
                .runMain(Exposure.class.getName(), profiles.toArray(new String[0]));
    }

    /**
     * A recording lists the command lines of all processes of the machine. Other tests run at the same time, and one of them
     * puts a PAT on its command line. That of the JVM itself is in another event.
     */
    private static String withoutOtherProcesses(String settings) {
        String enabled = "(<event name=\"jdk\\.SystemProcess\">\\s*<setting name=\"enabled\">)true";
        assertThat(settings).containsPattern(enabled);
        return settings.replaceFirst(enabled, "$1false");
    }

    /** Without it, there would be nothing to find. */
    private static void assertAllHasHappened(JvmResult result) {
        assertThat(result.exitStatus()).as(result.toString()).isZero();
        for (String client : List.of("h1", "h2", "url")) {
            assertThat(result.report("good-" + client).get("answer")).startsWith("200 ");
            for (String profile : List.of("rejected", "garbled", "overloaded", "ignored")) {
                assertThat(result.report(profile + "-" + client).get("thrown"))
                        .as(result.toString())
                        .contains("No valid Filevine access token");
            }
        }
        assertThat(result.err()).contains("unknown: ***, client ***");
        Map<String, String> beans = result.report("mbean");
        assertThat(beans.keySet()).filteredOn(key -> key.endsWith(".LastError")).hasSize(5);
        assertThat(beans.toString()).contains("unknown: ***, client ***");
        assertThat(result.out()).contains("thread.Thread[").contains("filevine-agent-refresh-1");
    }

    private static String pat(String name) {
        return FakeIdentity.PAT_PREFIX + name;
    }

    private static String inBytes(String text, Charset charset) {
        return new String(text.getBytes(charset), ISO_8859_1);
    }
}
