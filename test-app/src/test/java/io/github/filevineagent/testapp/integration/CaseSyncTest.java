package io.github.filevineagent.testapp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.filevineagent.testapp.standin.Seen;
import io.github.filevineagent.testapp.standin.Seen.Remark;
import io.github.filevineagent.testapp.standin.Seen.Server;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseSyncTest extends WithStandIn {
    @ParameterizedTest
    @ValueSource(strings = {"send", "sendAsync", "HttpURLConnection"})
    void run_eachClient_doesAllSteps(String client) throws Exception {
        try (AuthorizingProxy gateway = new AuthorizingProxy(standIn, "pat")) {
            boolean succeeded = run(gateway.address(), "--project=1001", "--clients=" + client, "--poll-for=0.01s");

            assertThat(succeeded).isTrue();
            assertThat(lines())
                    .containsExactly(
                            line(client, "list projects", "3 projects"),
                            line(client, "read contacts", "Maria Alvarez, Jonathan Baker"),
                            line(client, "create note", "note 9001"),
                            line(client, "upload document", "225000 bytes, streamed"),
                            line(client, "download document", "225000 bytes"),
                            line(client, "poll", "new notes: 1"),
                            "done: 10 calls, 0 failed");
            assertThat(seen)
                    .filteredOn(one -> one.server() == Server.STORAGE)
                    .extracting(Seen::method, Seen::remark)
                    .containsExactly(tuple("PUT", Remark.NO_AUTHORIZATION), tuple("GET", Remark.NO_AUTHORIZATION));
        }
    }

    @Test
    void run_withoutProject_writesNothing() throws Exception {
        try (AuthorizingProxy gateway = new AuthorizingProxy(standIn, "pat")) {
            boolean succeeded = run(gateway.address());

            assertThat(succeeded).isTrue();
            assertThat(seen)
                    .filteredOn(one -> one.server() == Server.GATEWAY)
                    .hasSize(12)
                    .extracting(Seen::method)
                    .containsOnly("GET");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "sendAsync", "HttpURLConnection"})
    void run_everythingRefused_reportsEachStepAndGoesOn(String client) throws Exception {
        boolean succeeded = run(standIn.gateway(), "--project=1001", "--clients=" + client, "--poll-for=0.01s");

        assertThat(succeeded).isFalse();
        assertThat(lines())
                .containsExactly(
                        line(client, "list projects", "FAILED: GET /fv-app/v2/Projects answered 401"),
                        line(client, "create note", "FAILED: POST /fv-app/v2/Notes answered 401"),
                        line(client, "upload document", "FAILED: POST /fv-app/v2/Documents answered 401"),
                        line(client, "poll", "FAILED: GET /fv-app/v2/Projects/1001/Notes answered 401"),
                        "done: 4 calls, 4 failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "sendAsync", "HttpURLConnection"})
    void run_nobodyAnswers_countsTheCallAsFailed(String client) throws Exception {
        URI gateway = standIn.gateway();
        standIn.close();

        assertThat(run(gateway, "--clients=" + client)).isFalse();
        assertThat(lines().get(0)).contains("FAILED: java.net.ConnectException");
        assertThat(lines()).endsWith("done: 1 calls, 1 failed");
    }

    private boolean run(URI gateway, String... more) throws Exception {
        String[] arguments = new String[more.length + 1];
        arguments[0] = "--gateway=" + gateway;
        System.arraycopy(more, 0, arguments, 1, more.length);
        return new CaseSync(Options.parse(arguments), printed()).run();
    }
}
