package io.github.filevineagent.testapp.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.testapp.standin.Seen.Server;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;

class FilterTest {
    @Test
    void start_withFilter_seesEachRequestAndMayAnswerInItsPlace() throws Exception {
        List<Server> asked = new CopyOnWriteArrayList<>();
        List<Seen> seen = new CopyOnWriteArrayList<>();
        Filter busyGateway = (server, request, next) -> {
            asked.add(server);
            return server == Server.GATEWAY
                    ? new MockResponse.Builder().code(503).build()
                    : next.get();
        };
        try (StandIn standIn = StandIn.start(
                ClientCredentials.of("pat"), Duration.ofMinutes(1), InstantSource.system(), seen::add, busyGateway)) {
            StandInClient client = new StandInClient(standIn);

            String token = client.obtainToken("pat");

            assertThat(client.get("/Contacts/501", "Bearer " + token).statusCode())
                    .isEqualTo(503);
            assertThat(asked).containsExactly(Server.IDENTITY, Server.GATEWAY);
            assertThat(seen).extracting(Seen::server).containsExactly(Server.IDENTITY);
        }
    }
}
