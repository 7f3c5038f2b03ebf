package io.github.filevineagent.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AutoIdsIT {
    @TempDir
    Path directory;

    private StandIn filevine;

    @BeforeEach
    void start() throws IOException {
        filevine = StandIn.overHttp();
    }

    @AfterEach
    void stop() {
        filevine.close();
    }

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void auto_oneOrganisation_isInRequestsAsSoonAsItIsKnown(Jdk jdk) throws Exception {
        filevine.doneWhen(request -> "55".equals(request.getHeaders().get("x-fv-orgid"))
                && "321".equals(request.getHeaders().get("x-fv-userid")));

        JvmResult app = run(jdk);

        assertThat(app.out()).as(app.toString()).contains("answer done");
        assertThat(app.err()).containsOnlyOnce("filevine.org-id=auto: it is 55 (Firm A)");
    }

    @Test
    void auto_severalOrganisations_leavesRequestsWithout() throws Exception {
        filevine.answerOwner(200, StandIn.TWO_ORGANISATIONS);
        filevine.doneWhen(request -> "321".equals(request.getHeaders().get("x-fv-userid")));

        JvmResult app = run(Jdk.current());

        assertThat(app.out()).as(app.toString()).contains("answer done");
        for (RecordedRequest request : filevine.gatewayRequests()) {
            assertThat(request.getHeaders().get("x-fv-orgid")).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void auto_gatewayRefuses_asksNoSecondTimeAndKeepsTheToken(Jdk jdk) throws Exception {
        filevine.answerOwner(401, "{}");
        filevine.doneWhen(request ->
                filevine.ownerRequests() > 0 && filevine.gatewayRequests().size() > 20);

        JvmResult app = run(jdk);

        assertThat(app.out()).as(app.toString()).contains("answer done");
        assertThat(app.err()).containsOnlyOnce("HTTP status 401").contains("Requests go without x-fv-orgid and");
        assertThat(filevine.ownerRequests())
                .as("the agent's own call is not replayed")
                .isEqualTo(1);
        assertThat(filevine.exchanges()).isEqualTo(1);
    }

    private JvmResult run(Jdk jdk) throws Exception {
        return new AgentRun(filevine, directory).request(jdk, "-Dfilevine.org-id=auto", "-Dfilevine.user-id=auto");
    }
}
