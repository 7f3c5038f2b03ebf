package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.Hit;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.it.support.World;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gateway's 401 asks for a password, and the application has an {@code Authenticator}: it gets its turn as without the
 * agent, when a fresh token has been tried or can't be had.
 */
class AuthenticatorIT {
    private static final Map<Jdk, ScenarioRun> RUNS = new HashMap<>();

    @BeforeAll
    static void runClient() throws Exception {
        for (Jdk jdk : Jdk.all()) {
            try (World world = new World()) {
                RUNS.put(
                        jdk,
                        world.run(
                                // Newer JDKs answer no digest of this kind unless told to.
                                world.jvmWithProfiles(jdk, Suite.AUTHENTICATOR.tags())
                                        .property("http.auth.digest.reEnabledAlgorithms", "MD5"),
                                Suite.AUTHENTICATOR));
            }
        }
    }

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    static List<Arguments> asked() {
        return rows("-asked-|-default-asked");
    }

    static List<Arguments> notAsked() {
        return rows("-not-asked-");
    }

    static List<Arguments> streamed() {
        return rows("-streamed");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("asked")
    void rejectedToken_fromAServerThatWantsAPassword_isReplayedAndThenThePasswordIsSent(Jdk jdk, String tag) {
        List<String> sent = authorizations(jdk, tag);
        boolean isSecond = tag.endsWith("-asked-without-a-replay");

        assertThat(run(jdk).report(tag).get("answer")).startsWith("200 ");
        assertThat(run(jdk).report(tag)).containsEntry("asked", "1");
        assertThat(sent).hasSize(isSecond ? 4 : 3);
        assertThat(sent.subList(0, sent.size() - 1))
                .allMatch(value -> value.startsWith("Bearer "))
                .startsWith("Bearer fvtoken-" + tag + "-" + numberIn(sent.get(0)));
        assertThat(sent.get(0)).isNotEqualTo(sent.get(1));
        assertThat(sent.get(sent.size() - 1)).matches("(Basic|Digest) .*");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("notAsked")
    void rejectedToken_freshOneIsGood_nobodyIsAskedForAPassword(Jdk jdk, String tag) {
        assertThat(run(jdk).report(tag).get("answer")).startsWith("200 ");
        assertThat(run(jdk).report(tag)).containsEntry("asked", "0");
        assertThat(authorizations(jdk, tag))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(value -> value.startsWith("Bearer "));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("streamed")
    void rejectedToken_streamedBody_failsAsWithoutAgent(Jdk jdk, String tag) {
        assertThat(run(jdk).report(tag).get("answer")).startsWith("401 cannot retry");
        assertThat(run(jdk).report(tag)).containsEntry("asked", "0");
        assertThat(authorizations(jdk, tag)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void application_withAuthenticator_seesNoFaultOfTheAgent(Jdk jdk) {
        run(jdk).result().assertHealthy();
    }

    private static String numberIn(String authorization) {
        return authorization.substring(authorization.lastIndexOf('-') + 1);
    }

    private static List<String> authorizations(Jdk jdk, String tag) {
        return run(jdk).hits(tag).stream()
                .map((Hit hit) -> String.join(",", hit.header("Authorization")))
                .collect(Collectors.toList());
    }

    private static List<Arguments> rows(String part) {
        List<Arguments> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            Suite.AUTHENTICATOR.tags().stream()
                    .filter(tag -> tag.matches("(h1|h2|url)(" + part + ").*"))
                    .forEach(tag -> rows.add(Arguments.of(jdk, tag)));
        }
        return rows;
    }

    private static ScenarioRun run(Jdk jdk) {
        return Objects.requireNonNull(RUNS.get(jdk));
    }
}
