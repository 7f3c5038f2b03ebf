package io.github.filevineagent.check;

import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.standin.TokenEndpointRules;
import io.github.filevineagent.standin.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** The check with an identity server and a gateway on loopback, where all is right until a test says otherwise. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class CheckFixture {
    static final String REFUSED = "refused-pat";

    final MockWebServer identity = new MockWebServer();
    final MockWebServer gateway = new MockWebServer();
    final RecordingReport report = new RecordingReport();

    final Properties properties = new Properties();

    volatile int ownerStatus = 200;
    volatile String owner = "{\"userId\":321,\"userName\":\"Jane Doe\",\"orgs\":[{\"orgId\":55,\"name\":\"Firm A\"}]}";
    volatile int secondsAhead;

    @BeforeEach
    void start() throws IOException {
        identity.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return exchange(request);
            }
        });
        gateway.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().code(ownerStatus).body(owner).build();
            }
        });
        identity.start(InetAddress.getByName("localhost"), 0);
        gateway.start(InetAddress.getByName("localhost"), 0);
        properties.setProperty("filevine.identity-url", address(identity));
        properties.setProperty("filevine.gateway-hosts", address(gateway));
        properties.setProperty("filevine.pat", "good-pat");
    }

    @AfterEach
    void close() {
        identity.close();
        gateway.close();
    }

    int run() {
        return new Check(new ConfigReader(properties, Map.of()), "1.2.3", report).run();
    }

    /** Returns all that was told, without the messages of steps and warnings. */
    String names() {
        return report.lines().stream()
                .map(line -> line.matches("[A-Z]+ .*") ? line.replaceFirst(": .*", "") : line)
                .map(line -> line.startsWith("warning") ? "warning ..." : line)
                .collect(Collectors.joining(", "));
    }

    private MockResponse exchange(RecordedRequest request) {
        Verdict verdict = TokenEndpointRules.forTheAgent().judge(request, "good-pat"::equals);
        OffsetDateTime date = OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(secondsAhead);
        return new MockResponse.Builder()
                .code(verdict.status())
                .setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(date))
                .body(
                        verdict.isGranted()
                                ? "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":1200}"
                                : verdict.json())
                .build();
    }

    static String address(MockWebServer server) {
        return "http://localhost:" + server.getPort();
    }
}
