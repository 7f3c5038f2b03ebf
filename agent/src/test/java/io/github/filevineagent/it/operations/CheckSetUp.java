package io.github.filevineagent.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in for Filevine, a file with a PAT, and the command {@code check} with a configuration for both. */
abstract class CheckSetUp {
    static final String PAT = StandIn.PAT;

    /** No output may contain its beginning. */
    static final String CLIENT_SECRET = "client-secret-4711&é";

    @TempDir
    Path directory;

    StandIn filevine;

    @BeforeEach
    void start() throws IOException {
        filevine = StandIn.overHttp();
        Files.writeString(directory.resolve("pat"), PAT);
    }

    @AfterEach
    void stop() {
        filevine.close();
    }

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    /** Runs a command with a configuration for the stand-in, after the options, so that an option given there wins. */
    JvmResult check(Jdk jdk, List<String> options, String... command) throws Exception {
        List<String> arguments = new ArrayList<>();
        arguments.add("-Dfilevine.identity-url=" + filevine.identity());
        arguments.add("-Dfilevine.gateway-hosts=" + filevine.gateway());
        arguments.add("-Dfilevine.pat-file=" + directory.resolve("pat"));
        arguments.addAll(options);
        arguments.add("-jar");
        arguments.add(BuildDirectory.agentJar().toString());
        arguments.addAll(List.of(command));
        JvmResult result = ForkedJvm.of(jdk).options(arguments).run();
        assertThat(result.toString()).doesNotContain(PAT, "client-secret-4711", "access-token-secret");
        return result;
    }

    static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
