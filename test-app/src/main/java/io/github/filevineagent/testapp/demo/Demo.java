package io.github.filevineagent.testapp.demo;

import io.github.filevineagent.standin.Tls;
import io.github.filevineagent.testapp.integration.CaseSync;
import io.github.filevineagent.testapp.standin.ClientCredentials;
import io.github.filevineagent.testapp.standin.Observer;
import io.github.filevineagent.testapp.standin.StandIn;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * Shows the agent at work, without a Filevine account: starts the stand-in, then the plain program in a second JVM,
 * first without the agent, then with it.
 *
 * <p>Exit status: 0 if all went as it should, 1 if not, 2 if the demo could not run.
 */
public final class Demo {
    static final String CLIENT_ID = "demo-client";

    private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(4);

    private final Path agent;
    private final PrintStream out;
    private final TemporaryDirectory directory = new TemporaryDirectory();
    private volatile Observer observer = seen -> {};

    private Demo(Path agent, PrintStream out) throws IOException {
        this.agent = agent;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            if (arguments.length > 0) {
                throw new DemoException("The demo takes no arguments, but was given " + String.join(" ", arguments)
                        + ". Another agent than the one just built is named with -D" + AgentJar.PROPERTY
                        + "=FILE before -jar.");
            }
            System.exit(new Demo(AgentJar.find(), System.out).run() ? 0 : 1);
        } catch (DemoException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private boolean run() throws IOException, InterruptedException, DemoException {
        String personalAccessToken = UUID.randomUUID().toString();
        String clientSecret = UUID.randomUUID().toString();
        Path patFile = directory.secretFile("pat", personalAccessToken);
        Path clientSecretFile = directory.secretFile("client-secret", clientSecret);
        try (StandIn standIn = StandIn.start(
                new ClientCredentials(personalAccessToken, CLIENT_ID, clientSecret),
                TOKEN_LIFETIME,
                InstantSource.system(),
                seen -> observer.saw(seen))) {
            Path trustStore = standIn.writeTrustStore(directory.file("trust-store.p12"));
            introduce(standIn);
            Script script = new Script(standIn, trustStore, Tls.STORE_PASSWORD);

            title("1. The program without the agent");
            Tally without = observe(standIn).of(script.withoutAgent());

            title("2. The same program with -javaagent:" + agent.getFileName());
            Tally with = observe(standIn).of(script.withAgent(agent, patFile, clientSecretFile));

            title("3. One program for two firms, of which the second comes while it runs");
            Firms firms = new Firms(standIn, directory, clientSecret);
            Tally both = observeFirms(firms).of(script.withFirms(agent, firms));

            title("Summary");
            return conclude(new Summary(without, with, both));
        }
    }

    private void introduce(StandIn standIn) {
        out.println("A program that knows nothing of access tokens, and a stand-in for Filevine:");
        out.println();
        server(
                "identity",
                standIn.identity(),
                "issues access tokens that live " + TOKEN_LIFETIME.toSeconds() + " seconds");
        server("gateway", standIn.gateway(), "answers 401 to a request without a valid access token");
        server("storage", standIn.storage(), "answers 400 to a request with an Authorization header");
    }

    private void server(String name, URI address, String habit) {
        out.printf("  %-8s  %-24s  %s%n", name, address, habit);
    }

    private Run observe(StandIn standIn) {
        Table table = new Table(out);
        Run run = new Run(standIn, table);
        observer = run;
        table.header();
        return run;
    }

    private FirmsRun observeFirms(Firms firms) {
        Table table = new Table(out);
        FirmsRun run = new FirmsRun(firms, table);
        observer = run;
        table.header();
        return run;
    }

    private void title(String title) {
        out.println();
        out.println(title);
        out.println();
    }

    private boolean conclude(Summary summary) {
        summary.print(out);
        out.println();
        List<String> surprises = summary.surprises();
        surprises.forEach(surprise -> out.println("NOT AS EXPECTED: " + surprise + "."));
        if (surprises.isEmpty()) {
            out.println("Everything as expected.");
            out.println();
            out.println(
                    "The same program with your own Filevine, reading only (needs a Personal Access Token, and a client's"
                            + " id and secret):");
            out.println();
            out.println("  java -javaagent:agent/target/filevine-agent.jar -Dfilevine.pat-file=FILE \\");
            out.println("       -Dfilevine.client-id=ID -Dfilevine.client-secret-file=FILE \\");
            out.println("       -Dfilevine.org-id=auto -Dfilevine.user-id=auto \\");
            out.println("       -cp test-app/target/filevine-demo.jar " + CaseSync.class.getName());
        }
        return surprises.isEmpty();
    }
}
