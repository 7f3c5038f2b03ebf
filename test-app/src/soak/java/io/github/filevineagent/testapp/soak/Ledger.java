package io.github.filevineagent.testapp.soak;

import io.github.filevineagent.standin.TokenEndpointRules;
import io.github.filevineagent.testapp.standin.Filter;
import io.github.filevineagent.testapp.standin.Observer;
import io.github.filevineagent.testapp.standin.Seen;
import io.github.filevineagent.testapp.standin.Seen.Remark;
import io.github.filevineagent.testapp.standin.Seen.Server;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;

/** What the servers saw, and what was wrong with them meanwhile. Thread-safe. */
final class Ledger implements Filter, Observer {
    /** How the identity server, or the way to it, can be. */
    enum IdentityTrouble {
        SLOW,
        DOWN,
        UNAVAILABLE,
        RATE_LIMITED,
        WRONG,
        HANGING
    }

    private static final int HTTP2_INTERNAL_ERROR = 2;
    private static final int UNAUTHORIZED = 401;
    private static final int CUT_BODY = 1_000;
    private static final long SLOW_MILLIS = 150;

    /** Until a token has got from the server's answer to the requests. */
    private static final long ARRIVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, String> ownersOfPats;
    private final Map<String, IdentityTrouble> identityTroubles = new ConcurrentHashMap<>();
    private final Random random;
    private final Intervals failedExchanges = new Intervals();
    private final History history = new History();
    private final Set<String> unauthorizedCalls = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> latestUnauthorized = new ConcurrentHashMap<>();
    private final Set<String> cutCalls = ConcurrentHashMap.newKeySet();
    private final Map<Remark, Long> remarks = new ConcurrentHashMap<>();
    private final AtomicLong grantedExchanges = new AtomicLong();
    private final AtomicLong otherExchanges = new AtomicLong();
    private final AtomicLong gatewayRequests = new AtomicLong();
    private final AtomicLong outsideTheGateway = new AtomicLong();
    private final AtomicLong severalHeaders = new AtomicLong();
    private volatile double cutShare;

    /**
     * @param ownersOfPats the firm that each PAT belongs to, or did
     */
    Ledger(Map<String, String> ownersOfPats, Random random) {
        this.ownersOfPats = ownersOfPats;
        this.random = random;
    }

    /** Has the identity server be in trouble for these firms from now on; null for no trouble. */
    void trouble(List<String> firms, @Nullable IdentityTrouble trouble) {
        for (String firm : firms) {
            if (trouble == null) {
                identityTroubles.remove(firm);
            } else {
                identityTroubles.put(firm, trouble);
            }
        }
    }

    /** Has this share of the calls end without an answer from now on. */
    void cut(double share) {
        cutShare = share;
    }

    @Override
    public MockResponse answer(Server server, RecordedRequest request, Supplier<MockResponse> next) {
        List<String> authorization = request.getHeaders().values("Authorization");
        if (server != Server.GATEWAY && !authorization.isEmpty()) {
            outsideTheGateway.incrementAndGet();
        }
        if (authorization.size() > 1) {
            severalHeaders.incrementAndGet();
        }
        return server == Server.IDENTITY ? exchange(request, next) : call(server, request, next);
    }

    private MockResponse exchange(RecordedRequest request, Supplier<MockResponse> next) {
        String pat = TokenEndpointRules.tokenIn(TokenEndpointRules.bodyOf(request));
        String firm = ownersOfPats.getOrDefault(pat, "nobody");
        IdentityTrouble trouble = identityTroubles.get(firm);
        MockResponse answer = trouble == null || trouble == IdentityTrouble.SLOW ? next.get() : answer(trouble);
        if (trouble == IdentityTrouble.SLOW) {
            answer = answer.newBuilder()
                    .headersDelay(SLOW_MILLIS, TimeUnit.MILLISECONDS)
                    .build();
        }
        if ((trouble == null || trouble == IdentityTrouble.SLOW) && answer.getCode() == 200) {
            grantedExchanges.incrementAndGet();
            history.add(firm, "exchange granted");
            failedExchanges.end(firm, ARRIVAL_NANOS);
        } else {
            otherExchanges.incrementAndGet();
            history.add(firm, "exchange " + (trouble == null ? "refused" : trouble));
            failedExchanges.begin(firm);
        }
        return answer;
    }

    private static MockResponse answer(IdentityTrouble trouble) {
        MockResponse.Builder answer = new MockResponse.Builder();
        return switch (trouble) {
            case DOWN -> answer.onResponseStart(new SocketEffect.CloseSocket()).build();
            case UNAVAILABLE -> answer.code(503).build();
            case RATE_LIMITED -> answer.code(429).setHeader("Retry-After", 2).build();
            case HANGING -> answer.onResponseStart(SocketEffect.Stall.INSTANCE).build();
            default -> answer.body("<html>Please try again later</html>").build();
        };
    }

    private MockResponse call(Server server, RecordedRequest request, Supplier<MockResponse> next) {
        if (server == Server.GATEWAY) {
            gatewayRequests.incrementAndGet();
        }
        String call = request.getHeaders().get("x-request-id");
        double share = cutShare;
        if (share > 0 && call != null && random.nextDouble() < share) {
            cutCalls.add(call);
            return cutOff(request);
        }
        MockResponse answer = next.get();
        String firm = request.getHeaders().get("x-fv-orgid");
        if (call != null && firm != null) {
            note(firm, call + ", " + request.getMethod() + " " + request.getTarget(), call, answer.getCode());
        }
        return answer;
    }

    /** Of calls with an answer of 401, and what came of these. */
    private void note(String firm, String shown, String call, int status) {
        if (status == UNAUTHORIZED) {
            unauthorizedCalls.add(call);
            latestUnauthorized.put(firm, System.nanoTime());
        }
        if (unauthorizedCalls.contains(call)) {
            history.add(firm, "call " + shown + ": " + status);
        }
    }

    History history() {
        return history;
    }

    /** Of HTTP/2 the stream only, or others would fail that nobody has cut off. */
    private static MockResponse cutOff(RecordedRequest request) {
        MockResponse.Builder answer = new MockResponse.Builder();
        return request.getVersion().equals("HTTP/2")
                // Within the body: before that, this server answers all the same.
                ? answer.body("x".repeat(CUT_BODY))
                        .onResponseBody(new SocketEffect.CloseStream(HTTP2_INTERNAL_ERROR))
                        .build()
                // Before the body: HttpURLConnection takes half of one for all of it.
                : answer.onResponseStart(new SocketEffect.CloseSocket()).build();
    }

    @Override
    public void saw(Seen seen) {
        if (seen.server() != Server.IDENTITY) {
            remarks.merge(seen.remark(), 1L, Long::sum);
        }
    }

    /** Returns whether, between the two times, exchanges of the firm had failed, and no later one had succeeded. */
    boolean hadNoExchange(String firm, long from, long to) {
        return failedExchanges.overlap(firm, from, to);
    }

    /** Returns whether the gateway has answered 401 to a call of the firm since then, by {@link System#nanoTime}. */
    boolean hadUnauthorized(String firm, long sinceNanos) {
        Long latest = latestUnauthorized.get(firm);
        return latest != null && latest - sinceNanos >= 0;
    }

    boolean wasCut(String call) {
        return cutCalls.contains(call);
    }

    /** Returns how many requests gateway and storage saw of which this was to be remarked. */
    long requests(Remark remark) {
        return remarks.getOrDefault(remark, 0L);
    }

    long gatewayRequests() {
        return gatewayRequests.get();
    }

    long grantedExchanges() {
        return grantedExchanges.get();
    }

    long otherExchanges() {
        return otherExchanges.get();
    }

    /** Returns how many requests to other servers than the gateway had an {@code Authorization} header. */
    long outsideTheGateway() {
        return outsideTheGateway.get();
    }

    /** Returns how many requests had more than one. */
    long severalHeaders() {
        return severalHeaders.get();
    }
}
