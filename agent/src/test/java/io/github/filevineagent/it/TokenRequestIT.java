package io.github.filevineagent.it;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the identity server is asked, beyond what the world's own demands of each exchange. */
@Tag(SAME_ON_EVERY_JDK)
class TokenRequestIT extends InWorld {
    /** Each of these means something else in a form, or has more than one byte in UTF-8. */
    private static final String SECRET = "s&c=r+t% %41 é€😀";

    private static final String CLIENT_ID = "client/7+8=9&10%20";

    @ParameterizedTest
    @MethodSource("jdks")
    void exchange_clientAndScopeOfAnyCharacters_arriveAsTheyWere(Jdk jdk) throws Exception {
        world.identity().expectScope("openid filevine.v2.api.*");
        world.identity().expectClient("main", CLIENT_ID, SECRET);
        Path secret = Files.writeString(world.directory().resolve("secret"), SECRET + "\n");

        ScenarioRun run = world.run(
                world.jvmWithAgent(jdk)
                        .property("filevine.client-id", CLIENT_ID)
                        .property("filevine.client-secret-file", secret.toString())
                        .property("filevine.scope", "openid filevine.v2.api.*"),
                Suite.ONE_REQUEST);

        run.assertAuthorized(Suite.ONE_REQUEST);
    }

    /** What happens to whoever starts with the PAT alone. */
    @ParameterizedTest
    @MethodSource("jdks")
    void exchange_clientDemandedAndNoneConfigured_saysWhereToGetItAndWhatToSet(Jdk jdk) throws Exception {
        world.identity().refuse(401, "{\"error\":\"invalid_client\"}");

        ScenarioRun run = world.run(world.jvmWithAgent(jdk), Suite.ONE_REQUEST);

        String cure =
                "Filevine gives each client an id and a secret, and none is configured: look in Filevine under Account"
                        + " Manager, Access Tokens, Client Secrets (a secret lasts for a year), and set filevine.client-id and"
                        + " filevine.client-secret-file.";
        assertThat(run.result().agentLines())
                .filteredOn(
                        line -> line.startsWith("warn: profile default: the token exchange failed (invalid_client)"))
                .singleElement()
                .asString()
                .contains(cure);
        for (String tag : Suite.ONE_REQUEST.tags()) {
            assertThat(run.report(tag).get("thrown")).contains("No valid Filevine access token", cure);
        }
    }

    /** 307 and 308 would have a client send the PAT again, to wherever the answer says. */
    @ParameterizedTest
    @MethodSource("jdks")
    void exchange_redirected_sendsThePatNowhereElse(Jdk jdk) throws Exception {
        world.identity().redirect(307, world.address("storage") + "/redirected/ok");

        ForkedJvm jvm = world.jvmWithAgent(jdk).property("filevine.token-wait", "2s");
        ScenarioRun run = world.run(jvm, Suite.ONE_REQUEST);

        for (String tag : Suite.ONE_REQUEST.tags()) {
            assertThat(run.report(tag).get("thrown")).contains("No valid Filevine access token", "307");
        }
        assertThat(run.hits("redirected")).isEmpty();
    }
}
