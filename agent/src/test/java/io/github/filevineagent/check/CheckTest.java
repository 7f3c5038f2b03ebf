package io.github.filevineagent.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.standin.TokenEndpointRules;
import io.github.filevineagent.standin.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check's steps in their order, and what comes of them; what they print is tested elsewhere. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CheckTest {
    private static final String REFUSED = "refused-pat";

    private final MockWebServer identity = new MockWebServer();
    private final MockWebServer gateway = new MockWebServer();
    private final RecordingReport report = new RecordingReport();

    @TempDir
    Path directory;

    private final Properties properties = new Properties();

    private volatile int ownerStatus = 200;
    private volatile String owner =
            "{\"userId\":321,\"userName\":\"Jane Doe\",\"orgs\":[{\"orgId\":55,\"name\":\"Firm A\"}]}";
    private volatile int secondsAhead;

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

    @Test
    void run_everythingRight_tellsEachStepInOrder() {
        assertThat(run()).isZero();

        assertThat(names())
                .isEqualTo(
                        "settings of 1.2.3, warning ..., profile default, OK dns, SKIPPED tls, OK exchange, OK clock,"
                                + " OK scopes, OK owner, suggestion filevine.user-id [321], suggestion filevine.org-id [55], end 0");
        assertThat(report.lines())
                .anyMatch(line -> line.matches(
                        "OK exchange: an access token that is valid for 20 min, until \\S+Z; it took \\d+ ms"))
                .contains("OK owner: " + address(gateway) + " says: user 321 (Jane Doe), organisation 55 (Firm A)");
    }

    @Test
    void run_exchangeSlowerThanTokenWait_fails() {
        properties.setProperty("filevine.token-wait", "1ms");

        assertThat(run()).isEqualTo(1);

        assertThat(names()).contains("OK exchange, FAILED token-wait, OK clock, OK scopes, OK owner");
        assertThat(report.lines())
                .anyMatch(line -> line.matches("FAILED token-wait: the exchange took \\d+ ms, and a request waits no"
                        + " longer than 1 ms \\(filevine.token-wait\\).*"));
    }

    @Test
    void run_exchangeRefused_comparesClocksAndAsksNobodyElse() {
        properties.setProperty("filevine.pat", REFUSED);

        assertThat(run()).isEqualTo(1);

        assertThat(names()).endsWith("profile default, OK dns, SKIPPED tls, FAILED exchange, OK clock, end 1");
        assertThat(gateway.getRequestCount()).isZero();
    }

    @Test
    void run_firstProfileFailsAndTheLastDoesNot_fails() {
        properties.setProperty("filevine.pat", REFUSED);
        properties.setProperty("filevine.profiles", "second");
        properties.setProperty("filevine.profile.second.pat", "good-pat");
        properties.setProperty("filevine.profile.second.identity-url", address(identity));
        properties.setProperty("filevine.profile.second.gateway-hosts", "*.example.com");

        assertThat(run()).isEqualTo(1);

        assertThat(names())
                .containsSubsequence(
                        "profile default",
                        "FAILED exchange",
                        "profile second",
                        "OK exchange",
                        "SKIPPED owner",
                        "end 1");
    }

    @Test
    void run_directory_tellsEachFilesProfileAndWhatIsWrongWithOthers() throws IOException {
        Files.writeString(directory.resolve("good.properties"), file("pat=good-pat\norg-id=55\nuser-id=321"));
        Files.writeString(directory.resolve("refused.properties"), file("pat=" + REFUSED + "\norg-id=56"));
        Files.writeString(directory.resolve("broken.properties"), "reigon=us\norg-id=7,8");
        properties.setProperty("filevine.profiles-dir", directory.toString());

        assertThat(run()).isEqualTo(1);

        assertThat(names())
                .containsSubsequence(
                        "profile default",
                        "OK owner",
                        "profile good",
                        "OK exchange",
                        "OK owner",
                        "profile refused",
                        "FAILED exchange",
                        "profile broken, FAILED file, FAILED file, FAILED file, end 1");
        assertThat(report.lines())
                .contains("FAILED file: org-id (file " + directory.resolve("broken.properties")
                        + "): '7,8' has a comma, which"
                        + " would make it several; accepted: the identifier in printable ASCII without spaces and"
                        + " commas, or auto")
                .anyMatch(line -> line.contains("pat in " + directory.resolve("refused.properties")));
    }

    @Test
    void run_directoryWithGoodFilesOnly_passes() throws IOException {
        Files.writeString(directory.resolve("good.properties"), file("pat=good-pat"));
        properties.clear();
        properties.setProperty("filevine.profiles-dir", directory.toString());

        assertThat(run()).isZero();

        assertThat(names()).contains("settings of 1.2.3, profile good, OK dns").endsWith("end 0");
        assertThat(report.lines()).contains("assignment org-id=55 in " + directory.resolve("good.properties"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "missing"})
    void run_directoryWithoutFiles_failsAndChecksTheOthers(String name) {
        properties.setProperty("filevine.profiles-dir", directory.resolve(name).toString());

        assertThat(run()).isEqualTo(1);

        assertThat(names())
                .contains("problem filevine.profiles-dir, profile default, OK dns")
                .endsWith("end 1");
    }

    private String file(String lines) {
        return lines + "\nidentity-url=" + address(identity) + "\ngateway-hosts="
                + address(gateway).replace("localhost", "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"118, OK", "-118, OK", "125, WARNING", "-125, WARNING"})
    void run_clocksApart_warnsFromTwoMinutesOn(int ahead, Step.Outcome outcome) {
        secondsAhead = ahead;

        assertThat(run()).isZero();

        assertThat(names()).contains(outcome + " clock");
        if (outcome == Step.Outcome.WARNING) {
            assertThat(report.lines())
                    .anyMatch(line -> line.contains(ahead > 0 ? " behind the server's" : " ahead of the server's"));
        }
    }

    @Test
    void run_nobodyListens_failsAtTheConnection() {
        identity.close();

        assertThat(run()).isEqualTo(1);

        assertThat(names()).endsWith("profile default, FAILED connection, SKIPPED exchange, end 1");
    }

    @Test
    void run_autoThatTheGatewayTells_passes() {
        properties.setProperty("filevine.user-id", "auto");
        properties.setProperty("filevine.org-id", "auto");

        assertThat(run()).isZero();

        assertThat(names()).endsWith("OK owner, OK filevine.user-id, OK filevine.org-id, end 0");
    }

    @Test
    void run_idsThatAreNotTheTokens_failsForTheOrganisation() {
        properties.setProperty("filevine.user-id", "322");
        properties.setProperty("filevine.org-id", "56");

        assertThat(run()).isEqualTo(1);

        assertThat(report.lines())
                .contains(
                        "WARNING filevine.user-id: 322 is not what the gateway says, which is 321",
                        "FAILED filevine.org-id: 56 is none of the token's organisations: set one of 55")
                .noneMatch(line -> line.startsWith("suggestion"));
    }

    @Test
    void run_organisationThatIsNoNumber_failsAndSaysWhatItIs() {
        properties.setProperty("filevine.org-id", "abc");

        assertThat(run()).isEqualTo(1);

        assertThat(report.lines())
                .contains("FAILED filevine.org-id: abc is none of the token's organisations, and no number, which"
                        + " Filevine's ids are: set one of 55");
    }

    @ParameterizedTest
    @CsvSource({"abc, 1", "55, 0"})
    void run_organisationThatNobodyTells_failsUnlessItIsANumber(String id, int status) {
        owner = "{\"userId\":321}";
        properties.setProperty("filevine.org-id", id);

        assertThat(run()).isEqualTo(status);

        assertThat(names()).endsWith((status == 0 ? "WARNING" : "FAILED") + " filevine.org-id, end " + status);
    }

    @Test
    void run_idsThatAreTheTokens_saysNoMore() {
        properties.setProperty("filevine.user-id", "321");
        properties.setProperty("filevine.org-id", "55");

        assertThat(run()).isZero();

        assertThat(names()).endsWith("OK owner, end 0");
    }

    @Test
    void run_gatewayTellsTheOrganisationsOnly_warnsOfTheUser() {
        owner = "{\"orgs\":[{\"orgId\":55},{\"orgId\":77,\"name\":\"Firm B\"}]}";

        assertThat(run()).isZero();

        assertThat(report.lines())
                .contains(
                        "OK owner: " + address(gateway)
                                + " says: user with an unknown id, organisation 55, 77 (Firm B)",
                        "suggestion filevine.org-id [55, 77]")
                .anyMatch(line -> line.startsWith("WARNING filevine.user-id: the answer does not tell the id"));
    }

    @Test
    void run_autoOfWhatTheGatewayDoesNotTell_failsThoughTheOtherIsKnown() {
        owner = "{\"userId\":321}";
        properties.setProperty("filevine.user-id", "auto");
        properties.setProperty("filevine.org-id", "auto");

        assertThat(run()).isEqualTo(1);

        assertThat(report.lines())
                .contains("OK owner: " + address(gateway) + " says: user 321, no known organisation")
                .contains("OK filevine.user-id: auto is 321")
                .anyMatch(line -> line.startsWith("FAILED filevine.org-id: auto can't work"));
    }

    @Test
    void run_autoOfTheUserFails_failsThoughTheOrganisationIsKnown() {
        owner = "{\"orgs\":[{\"orgId\":55}]}";
        properties.setProperty("filevine.user-id", "auto");
        properties.setProperty("filevine.org-id", "auto");

        assertThat(run()).isEqualTo(1);

        assertThat(report.lines())
                .contains("OK filevine.org-id: auto is 55")
                .anyMatch(line -> line.startsWith("FAILED filevine.user-id: auto can't work"));
    }

    @Test
    void run_wildcardsOnly_skipsTheOwner() {
        properties.setProperty("filevine.gateway-hosts", "*.example.com, *.example.org");

        assertThat(run()).isZero();

        assertThat(names()).endsWith("OK scopes, SKIPPED owner, end 0");
        assertThat(report.lines()).anyMatch(line -> line.contains("filevine.gateway-hosts has nothing but wildcards"));
    }

    @Test
    void run_noGatewayTells_failsForEach() {
        ownerStatus = 404;
        properties.setProperty("filevine.gateway-hosts", address(gateway) + ", *.example.com, " + address(identity));

        assertThat(run()).isEqualTo(1);

        assertThat(names()).endsWith("OK scopes, FAILED owner, FAILED owner, end 1");
    }

    /** Each of them is one that the application means to call. */
    @Test
    void run_oneOfTheGatewaysThatAreSetDoesNotTell_fails() {
        properties.setProperty("filevine.gateway-hosts", address(gateway) + ", " + address(identity));

        assertThat(run()).isEqualTo(1);

        assertThat(names()).contains("OK owner, FAILED owner");
        assertThat(gateway.getRequestCount()).isEqualTo(1);
    }

    @Test
    void run_severalGatewaysThatTell_asksEachAndComparesOnce() {
        properties.setProperty(
                "filevine.gateway-hosts",
                address(gateway) + ", http://127.0.0.1:" + gateway.getPort() + ", *.example.com");

        assertThat(run()).isZero();

        assertThat(names())
                .endsWith("OK owner, OK owner, suggestion filevine.user-id [321], suggestion filevine.org-id [55],"
                        + " end 0");
    }

    @Test
    void run_notEnabled_saysThatTheAgentWouldDoNothing() {
        properties.setProperty("filevine.enabled", "false");

        assertThat(run()).isZero();

        assertThat(report.lines()).anyMatch(line -> line.startsWith("warning filevine.enabled is false"));
    }

    @Test
    void run_badConfiguration_triesNothing() {
        properties.setProperty("filevine.region", "eu");

        assertThat(run()).isEqualTo(2);

        assertThat(report.lines()).containsExactly("settings of 1.2.3", "problem filevine.region", "end 2");
        assertThat(identity.getRequestCount()).isZero();
    }

    private int run() {
        return new Check(new ConfigReader(properties, Map.of()), "1.2.3", report).run();
    }

    /** Returns all that was told, without the messages of steps and warnings. */
    private String names() {
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

    private static String address(MockWebServer server) {
        return "http://localhost:" + server.getPort();
    }
}
