package io.github.filevineagent.testapp.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.testapp.standin.Seen;
import io.github.filevineagent.testapp.standin.Seen.Remark;
import io.github.filevineagent.testapp.standin.Seen.Server;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Tally without = new Tally();
    private final Tally with = new Tally();
    private final Tally firms = new Tally();
    private final Summary summary = new Summary(without, with, firms);

    @BeforeEach
    void countWhatShouldHappen() {
        without.addLine("done: 3 calls, 3 failed");
        without.setExitStatus(1);
        with.addLine("send               list projects      3 projects");
        for (int generation = 1; generation <= 3; generation++) {
            with.add(seen(Server.IDENTITY, 200, generation, Remark.ISSUED));
        }
        with.add(seen(Server.GATEWAY, 401, 2, Remark.TOKEN_REVOKED));
        with.add(seen(Server.GATEWAY, 200, 3, Remark.REPLAYED));
        with.add(new Seen(
                Server.STORAGE, "GET", "/documents/1", 200, OptionalInt.empty(), Remark.NO_AUTHORIZATION, null));
        with.addLine("done: 39 calls, 0 failed");
        with.setExitStatus(0);
        for (String organisation : List.of(Firms.FIRST, Firms.SECOND, Firms.FIRST)) {
            firms.add(seenFor(organisation, Remark.NONE));
        }
        firms.addLine("done: 5 calls, 1 failed");
        firms.setExitStatus(0);
    }

    @Test
    void surprises_allAsItShouldBe_none() {
        assertThat(summary.surprises()).isEmpty();
    }

    @Test
    void surprises_callFailedWithAgent_isNamed() {
        with.addLine("done: 39 calls, 1 failed");

        assertThat(summary.surprises()).containsExactly("with the agent, no call should fail");
    }

    @Test
    void surprises_callSucceededWithoutAgent_isNamed() {
        without.addLine("done: 3 calls, 2 failed");

        assertThat(summary.surprises()).containsExactly("without the agent, no call should succeed");
    }

    @Test
    void surprises_storageSawAuthorization_isNamed() {
        with.add(seen(Server.STORAGE, 400, 3, Remark.HAS_AUTHORIZATION));

        assertThat(summary.surprises()).containsExactly("the storage should never see an Authorization header");
    }

    @Test
    void surprises_tokenOfTheOtherFirm_isNamed() {
        firms.add(seenFor(Firms.SECOND, Remark.TOKEN_OF_ANOTHER));

        assertThat(summary.surprises())
                .containsExactly("each request for firm 4712 should have had that firm's access token");
    }

    @Test
    void surprises_secondFirmServedFromTheBeginning_isNamed() {
        firms.addLine("done: 5 calls, 0 failed");

        assertThat(summary.surprises()).containsExactly("the second firm should have failed before its file was there");
    }

    @Test
    void surprises_firmNotServedAtLast_isNamed() {
        firms.setExitStatus(1);

        assertThat(summary.surprises()).containsExactly("both firms should have been served at last");
    }

    @Test
    void surprises_nothingHappened_eachExpectationIsNamed() {
        assertThat(new Summary(new Tally(), new Tally(), new Tally()).surprises())
                .hasSize(10);
    }

    @Test
    void print_counts_showsThem() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        summary.print(new PrintStream(out, true, UTF_8));

        assertThat(out.toString(UTF_8).lines())
                .containsExactly(
                        "  calls without the agent     3   3 failed",
                        "  calls with the agent       39   0 failed",
                        "  access tokens issued        3   2 of them refreshes",
                        "  revoked tokens refused      1   answered 401 by the gateway",
                        "  replays                     1   the program saw no 401",
                        "  requests to the storage     1   0 with Authorization",
                        "  requests for firm 4711      2   0 without its own access token",
                        "  requests for firm 4712      1   0 without its own access token");
    }

    private static Seen seenFor(String organisation, Remark remark) {
        return new Seen(Server.GATEWAY, "GET", "/", 200, OptionalInt.of(1), remark, organisation);
    }

    private static Seen seen(Server server, int status, int generation, Remark remark) {
        return new Seen(server, "GET", "/", status, OptionalInt.of(generation), remark, null);
    }
}
