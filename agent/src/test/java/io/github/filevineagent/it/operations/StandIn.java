package io.github.filevineagent.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.standin.Answers;
import io.github.filevineagent.standin.LoopbackServer;
import io.github.filevineagent.standin.TokenEndpointRules;
import io.github.filevineagent.standin.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** An identity server and a gateway, on loopback addresses of their own; a test sets what they answer. */
final class StandIn implements AutoCloseable {
    static final String PAT = "pat-secret-4711";

    /** What an application of these tests takes for "ask again". */
    static final String AGAIN = "again";

    static final String DONE = "done";
    static final String OWNER_PATH = "/fv-app/v2/utils/GetUserOrgsWithToken";
    static final String ONE_ORGANISATION =
            "{\"user\":{\"userId\":{\"native\":321},\"userName\":\"Jane Doe\"},\"orgs\":[{\"orgId\":55,\"name\":\"Firm A\"}]}";
    static final String TWO_ORGANISATIONS = "{\"User\":{\"UserId\":321},\"Orgs\":[{\"OrgId\":55,\"Name\":\"Firm A\","
            + "\"Token\":\"org-secret\"},{\"OrgId\":77,\"Name\":\"Firm B\"}]}";

    private final MockWebServer identity;
    private final MockWebServer gateway;
    private final boolean https;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicInteger ownerRequests = new AtomicInteger();
    private final List<RecordedRequest> gatewayRequests = new CopyOnWriteArrayList<>();

    private volatile TokenEndpointRules rules = TokenEndpointRules.forTheAgent();
    private volatile MockResponse exchangeAnswer = Answers.json(200, "{}");
    private volatile boolean issuesTokens = true;
    private volatile String issuedScope = TokenEndpointRules.DEFAULT_SCOPE;
    private volatile Duration clockLead = Duration.ZERO;
    private volatile MockResponse ownerAnswer = Answers.json(200, ONE_ORGANISATION);
    private volatile @Nullable String rejectedToken;
    private volatile boolean rejectedAfterwards;
    private volatile Predicate<RecordedRequest> done = request -> true;

    private StandIn(@Nullable SSLSocketFactory tls) throws IOException {
        this.https = tls != null;
        this.identity = serve(tls, this::exchange);
        this.gateway = serve(tls, this::answer);
    }

    private static MockWebServer serve(@Nullable SSLSocketFactory tls, Function<RecordedRequest, MockResponse> answers)
            throws IOException {
        return tls == null ? LoopbackServer.http(answers) : LoopbackServer.https(tls, answers);
    }

    static StandIn overHttp() throws IOException {
        return new StandIn(null);
    }

    static StandIn overHttps(SSLSocketFactory tls) throws IOException {
        return new StandIn(tls);
    }

    /** Returns the token that the exchange of this number, from 1, gets. */
    static String token(int exchange) {
        return "access-token-secret-" + exchange;
    }

    /** Has the token endpoint answer with this, and not with a token. */
    void refuseExchanges(int status, String body) {
        exchangeAnswer = Answers.json(status, body);
        issuesTokens = false;
    }

    /** Demands this client in each exchange, and this scope. */
    void expect(String clientId, String clientSecret, String scope) {
        rules = rules.withClient(clientId, clientSecret).withScope(scope);
    }

    void grant(String scope) {
        issuedScope = scope;
    }

    /** Sets the clock that the token endpoint's {@code Date} comes from. */
    void setClockAhead(Duration lead) {
        clockLead = lead;
    }

    void answerOwner(int status, String body) {
        ownerAnswer = Answers.json(status, body);
    }

    /** Has the gateway answer 401 to this token. */
    void reject(String token) {
        rejectedToken = token;
    }

    /** Has the gateway answer 401 to the first token from the request on whose query is {@code after}. */
    void rejectAfterwards() {
        rejectedAfterwards = true;
    }

    int exchanges() {
        return exchanges.get();
    }

    /** Returns how often it was asked whose token it is. */
    int ownerRequests() {
        return ownerRequests.get();
    }

    /** Returns the requests to the gateway, other than the question whose token it is. */
    List<RecordedRequest> gatewayRequests() {
        return gatewayRequests;
    }

    /** Returns the identity server's address. */
    String identity() {
        return address(identity);
    }

    /** Returns the gateway's address. */
    String gateway() {
        return address(gateway);
    }

    private String address(MockWebServer server) {
        return (https ? "https" : "http") + "://localhost:" + server.getPort();
    }

    /** Ends it, and checks that the identity server has seen nothing but right token requests. */
    @Override
    public void close() {
        identity.close();
        gateway.close();
        assertThat(faults).as("wrong token requests").isEmpty();
    }

    /** Has the gateway answer {@link #AGAIN} to authorised requests that don't fulfil this. */
    void doneWhen(Predicate<RecordedRequest> condition) {
        done = condition;
    }

    private MockResponse exchange(RecordedRequest request) {
        int exchange = exchanges.incrementAndGet();
        Verdict verdict = rules.judge(request, PAT::equals);
        if (!verdict.isGranted()) {
            faults.add(verdict.toString());
            return dated(Answers.refusal(verdict));
        }
        return issuesTokens
                ? dated(Answers.grant(token(exchange), Duration.ofMinutes(20), issuedScope))
                : dated(exchangeAnswer);
    }

    private MockResponse answer(RecordedRequest request) {
        if (request.getUrl().encodedPath().equals(OWNER_PATH)) {
            ownerRequests.incrementAndGet();
            return isAuthorized(request) ? ownerAnswer : Answers.json(401, "{}");
        }
        gatewayRequests.add(request);
        if (rejectedAfterwards && "after".equals(request.getUrl().encodedQuery())) {
            rejectedToken = token(1);
        }
        return isAuthorized(request) ? Answers.json(200, done.test(request) ? DONE : AGAIN) : Answers.json(401, "{}");
    }

    private MockResponse dated(MockResponse response) {
        OffsetDateTime date = OffsetDateTime.now(ZoneOffset.UTC).plus(clockLead);
        return response.newBuilder()
                .setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(date))
                .build();
    }

    private boolean isAuthorized(RecordedRequest request) {
        String authorization = request.getHeaders().get("Authorization");
        return authorization != null
                && authorization.startsWith("Bearer access-token-secret-")
                && !authorization.equals("Bearer " + rejectedToken);
    }
}
