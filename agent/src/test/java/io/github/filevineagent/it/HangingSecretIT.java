package io.github.filevineagent.it;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.config.Fifo;
import io.github.filevineagent.it.client.HangingSecret;
import io.github.filevineagent.it.client.Plain;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret's file hangs, as on a file system whose server is gone: nothing else does, and it is read when it is there again. */
@Tag(SAME_ON_EVERY_JDK)
class HangingSecretIT extends InWorld {

    @ParameterizedTest
    @MethodSource("jdks")
    void start_fileThatHangs_runsTheApplicationAndHasATokenOnceItIsThere(Jdk jdk) throws Exception {
        Path fifo = Fifo.at(world.directory().resolve("hanging"));

        JvmResult result = run(configured(jdk, fifo), fifo, Files.readString(world.patFile("main")));

        assertThat(result.agentLines())
                .filteredOn(line -> line.startsWith("warn:") && line.contains("filevine.pat-file: " + fifo))
                .singleElement()
                .asString()
                .contains("has not answered for 5 s");
        assertRecovered(result, fifo);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void refresh_fileThatHangs_saysSoAndGoesOnOnceItIsThere(Jdk jdk) throws Exception {
        Fifo.assumeSystemHasThem();
        world.identity().issueTokensFor(Duration.ofSeconds(3));
        Path file = world.patFile("main");

        JvmResult result = run(configured(jdk, file), file);

        assertThat(result.report("hanging")).containsEntry("before", "200");
        assertRecovered(result, file);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void start_fileThatHangs_doesNotKeepTheJvmAtItsEnd(Jdk jdk) throws Exception {
        Path fifo = Fifo.at(world.directory().resolve("hanging"));

        JvmResult result = configured(jdk, fifo).runMain(Plain.class.getName());

        assertThat(result.exitStatus()).as(result.toString()).isZero();
        assertThat(result.out()).contains("plain.main=ran");
    }

    private static void assertRecovered(JvmResult result, Path file) {
        result.assertHealthy();
        assertThat(result.report("hanging").get("while")).contains("No valid Filevine access token", file.toString());
        assertThat(result.report("hanging")).containsEntry("after", "200").containsEntry("threads", "1");
        assertThat(result.agentLines())
                // On a busy machine, the JVM's first TLS handshake can outlast the exchange's short timeout, too.
                .filteredOn(line -> line.contains("the token exchange failed (secret_unreadable)"))
                .as(result.toString())
                .singleElement()
                .asString()
                .contains("filevine.pat-file can't be read: " + file + " has not answered for ");
        assertThat(result.agentLines()).anyMatch(line -> line.contains("the token exchange works again"));
    }

    private ForkedJvm configured(Jdk jdk, Path file) throws Exception {
        return world.jvmWithAgent(jdk)
                .property("filevine.pat-file", file.toString())
                .property("filevine.token-wait", "300ms")
                .property("filevine.exchange-timeout", "2s");
    }

    private JvmResult run(ForkedJvm jvm, Path file, String... secret) throws Exception {
        String[] arguments = new String[2 + secret.length];
        arguments[0] = world.address("gateway") + "/hanging/ok";
        arguments[1] = file.toString();
        System.arraycopy(secret, 0, arguments, 2, secret.length);
        return world.runMain(jvm, HangingSecret.class, arguments).result();
    }
}
