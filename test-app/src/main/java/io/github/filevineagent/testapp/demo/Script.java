package io.github.filevineagent.testapp.demo;

import io.github.filevineagent.testapp.integration.CaseSync;
import io.github.filevineagent.testapp.integration.FirmSync;
import io.github.filevineagent.testapp.standin.StandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of the demo. The first two differ in the agent and its configuration only. */
final class Script {
    private final StandIn standIn;
    private final List<String> trust;

    Script(StandIn standIn, Path trustStore, String trustStorePassword) {
        this.standIn = standIn;
        this.trust = List.of(
                "-Djavax.net.ssl.trustStore=" + trustStore,
                "-Djavax.net.ssl.trustStorePassword=" + trustStorePassword,
                "-Djavax.net.ssl.trustStoreType=PKCS12");
    }

    /** Returns a short run: one client is enough to see that nothing works. */
    PlainProgram withoutAgent() {
        return new PlainProgram(trust, CaseSync.class, arguments("--clients=send", "--poll-for=0s"));
    }

    /**
     * @param clientSecretFile of the client {@link Demo#CLIENT_ID}
     */
    PlainProgram withAgent(Path agent, Path patFile, Path clientSecretFile) {
        List<String> options = new ArrayList<>(trust);
        options.add("-javaagent:" + agent);
        options.add("-Dfilevine.identity-url=" + standIn.identity());
        options.add("-Dfilevine.gateway-hosts=" + standIn.gateway());
        options.add("-Dfilevine.pat-file=" + patFile);
        options.add("-Dfilevine.client-id=" + Demo.CLIENT_ID);
        options.add("-Dfilevine.client-secret-file=" + clientSecretFile);
        return new PlainProgram(options, CaseSync.class, arguments("--poll-for=8s"));
    }

    /** Returns a program for many firms, which reads for each in turn until all have had some answers. */
    PlainProgram withFirms(Path agent, Firms firms) {
        List<String> options = new ArrayList<>(trust);
        options.add("-javaagent:" + agent);
        options.add("-Dfilevine.profiles-dir=" + firms.directory());
        List<String> arguments = List.of(
                "--gateway=" + standIn.gateway(),
                "--firms=" + Firms.FIRST + "," + Firms.SECOND,
                "--threads=1",
                "--every=0.75s",
                "--answers=3");
        return new PlainProgram(options, FirmSync.class, arguments);
    }

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--gateway=" + standIn.gateway());
        arguments.add("--project=" + StandIn.PROJECT);
        arguments.addAll(List.of(more));
        return arguments;
    }
}
