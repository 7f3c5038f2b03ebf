package io.github.filevineagent.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.standin.Answers;
import io.github.filevineagent.standin.TokenEndpointRules;
import io.github.filevineagent.standin.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint: issues tokens to requests that are as they must be, remembers them, and counts. A wrong request gets the
 * error that it deserves, and the test fails. Thread-safe.
 */
public final class FakeIdentity extends Dispatcher {
    /** What no output may contain. */
    public static final String TOKEN_PREFIX = "fvtoken-";

    public static final String PAT_PREFIX = "fvpat-";

    private static final Duration LONGEST_HOLD = Duration.ofSeconds(60);

    private final Map<String, Long> expiryNanos = new ConcurrentHashMap<>();
    private final List<String> exchanges = new CopyOnWriteArrayList<>();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private volatile IntConsumer listener = number -> {};
    private final List<RecordedRequest> strays = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Map<String, TokenEndpointRules> rulesOfPats = new ConcurrentHashMap<>();
    private volatile TokenEndpointRules rules = TokenEndpointRules.forTheAgent();
    private volatile Duration lifetime = Duration.ofMinutes(20);
    private volatile Duration delay = Duration.ZERO;
    private volatile @Nullable Semaphore permits;
    private final Map<String, MockResponse> refusals = new ConcurrentHashMap<>();
    private volatile @Nullable MockResponse refusal;

    /** Demands another scope than the default one. */
    public void expectScope(String scope) {
        rules = rules.withScope(scope);
    }

    /** Demands this client in exchanges with the PAT of this name; what is null must not be sent. */
    public void expectClient(String name, @Nullable String id, @Nullable String secret) {
        rulesOfPats.put(PAT_PREFIX + name, rules.withClient(id, secret));
    }

    /** Makes tokens live that long from now on. */
    public void issueTokensFor(Duration newLifetime) {
        lifetime = newLifetime;
    }

    /** Makes each answer take that long. */
    public void delayAnswers(Duration newDelay) {
        delay = newDelay;
    }

    /** Makes each answer wait for a {@link #releaseOne release}. */
    public void holdAnswers() {
        permits = new Semaphore(0);
    }

    /** Lets one held answer go, the next one if there is none yet. */
    void releaseOne() {
        Semaphore held = permits;
        if (held != null) {
            held.release();
        }
    }

    /** Lets all held answers go, now and from now on: a server can't end before they have. */
    void releaseAll() {
        Semaphore held = permits;
        permits = null;
        if (held != null) {
            held.release(Integer.MAX_VALUE / 2);
        }
    }

    /** Makes it answer every exchange with a redirect. */
    public void redirect(int status, String location) {
        refusal = new MockResponse.Builder()
                .code(status)
                .addHeader("Location", location)
                .build();
    }

    /** Makes it answer every exchange like this. */
    public void refuse(int status, String body) {
        refusal = new MockResponse.Builder().code(status).body(body).build();
    }

    /** Makes it answer exchanges with the PAT of this name like this. */
    public void refuse(String name, int status, String body) {
        refusals.put(
                PAT_PREFIX + name,
                new MockResponse.Builder().code(status).body(body).build());
    }

    /** Makes it never answer exchanges with the PAT of this name. */
    public void ignore(String name) {
        refusals.put(
                PAT_PREFIX + name,
                new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
    }

    /** Has something done with each exchange before its answer: it is told how many there were, this one with them. */
    public void onExchange(IntConsumer newListener) {
        listener = newListener;
    }

    /** Returns the host that each exchange was made with, as the client calls it. */
    public List<String> hostsOfExchanges() {
        return hosts;
    }

    /** Returns how many exchanges there were. */
    public int exchanges() {
        return exchanges.size();
    }

    /** Returns how many exchanges there were with the PAT of this name. */
    public int exchangesOf(String name) {
        return (int) exchanges.stream().filter((PAT_PREFIX + name)::equals).count();
    }

    /** Returns the names of the PATs of all exchanges, in their order. */
    public List<String> exchangedNames() {
        return exchanges.stream().map(pat -> pat.substring(PAT_PREFIX.length())).collect(Collectors.toList());
    }

    /** Returns the {@code Authorization} headers of each request that was no exchange. */
    public List<List<String>> authorizationOfStrays() {
        return strays.stream()
                .map(request -> request.getHeaders().values("Authorization"))
                .collect(Collectors.toList());
    }

    /** Returns whether a header value is {@code Bearer} and a token from here that had not expired at that time. */
    boolean isValid(@Nullable String authorization, long nanoTime) {
        Long expiry = authorization == null ? null : expiryNanos.get(authorization);
        return expiry != null && expiry - nanoTime > 0;
    }

    /** Checks that there was no request that the real server would have refused, or that is none of its business. */
    public void assertNoFaults() {
        assertThat(faults).as("wrong token requests").isEmpty();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        String pat = TokenEndpointRules.tokenIn(TokenEndpointRules.bodyOf(request));
        if (pat.isEmpty() && !request.getTarget().startsWith(TokenEndpointRules.PATH)) {
            strays.add(request);
            return new MockResponse.Builder().code(404).build();
        }
        exchanges.add(pat);
        hosts.add(String.valueOf(request.getHeaders().get("Host")));
        listener.accept(exchanges.size());
        Verdict verdict = rulesOfPats.getOrDefault(pat, rules).judge(request, token -> token.startsWith(PAT_PREFIX));
        if (!verdict.isGranted()) {
            faults.add(verdict.toString());
            return Answers.refusal(verdict);
        }
        Semaphore held = permits;
        if (held != null && !held.tryAcquire(LONGEST_HOLD.toSeconds(), TimeUnit.SECONDS)) {
            return new MockResponse.Builder().code(503).build();
        }
        MockResponse refused = refusals.getOrDefault(pat, refusal);
        return refused == null ? issue(pat) : refused;
    }

    private MockResponse issue(String pat) {
        String token = TOKEN_PREFIX + pat.substring(PAT_PREFIX.length()) + "-" + exchanges.size();
        expiryNanos.put("Bearer " + token, System.nanoTime() + lifetime.toNanos());
        return Answers.grant(token, lifetime, "fv.api.gateway.access")
                .newBuilder()
                .headersDelay(delay.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }
}
