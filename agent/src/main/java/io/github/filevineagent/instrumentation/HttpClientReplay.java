package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.Profile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request of {@code HttpClient} once more that the gateway has answered with 401: holds the answer back until there
 * is a fresh token, and remembers it until the client asks whether to send another request instead. Thread-safe.
 */
final class HttpClientReplay {
    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

    /** One part in so many, of the time that is left of {@code HttpRequest.timeout}, is kept for handing out the 401. */
    private static final int TIMEOUT_PART_FOR_ANSWER = 8;

    private final Authorizer authorizer;
    private final RequestTimer timer;
    private final HandOver handOver;

    /** The 401 answers for which there is a fresh token, between {@link #prepare} and {@link #isDueTo}. */
    private final Set<Object> replayable = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    HttpClientReplay(Authorizer authorizer, RequestTimer timer, HandOver handOver) {
        this.authorizer = authorizer;
        this.timer = timer;
        this.handOver = handOver;
    }

    /**
     * Returns the future of the same 401, completed when there is a fresh token, or when it is known that there is none.
     *
     * @param rejected the header value that the request had
     * @param startNanos when it was sent, for one with a timeout
     */
    CompletableFuture<Object> prepare(
            Object exchange, Profile profile, String rejected, Object answer, long startNanos) {
        HttpRequest request = HttpClientInternals.requestOf(exchange);
        CompletableFuture<@Nullable String> fresh = profile.tokens().renew(rejected);
        // Also a request that can't be sent again waits for the fresh token: with it, the application's next attempt
        // succeeds.
        boolean replayed = isReplay(exchange, request);
        if (replayed) {
            URI uri = request.uri();
            authorizer.stillUnauthorized(profile, uri.getScheme(), uri.getHost(), uri.getPort());
        }
        boolean canReplay = !replayed && canReplay(exchange, request);
        if (fresh.isDone()) {
            return CompletableFuture.completedFuture(marked(answer, canReplay && fresh.join() != null));
        }
        long wait = RequestTimeout.nanosOf(authorizer.tokenWait());
        long timeout = RequestTimeout.nanosOf(request);
        if (timeout > 0) {
            timeout = Math.max(1, timeout - (System.nanoTime() - startNanos));
            // The rest of the time is for handing out the 401, which without the agent would have come in time.
            wait = Math.min(wait, timeout - timeout / TIMEOUT_PART_FOR_ANSWER);
        }
        return new HeldRequest(
                        fresh, HttpClientInternals.executorOf(exchange), handOver, new Answering(answer, canReplay))
                .start(timer, wait, timeout, RequestTimeout::exception);
    }

    private Object marked(Object answer, boolean isReplayed) {
        if (isReplayed) {
            replayable.add(answer);
        }
        return answer;
    }

    /** Returns whether this 401 is to be answered with a replay, once. */
    boolean isDueTo(Object answer) {
        return replayable.remove(answer);
    }

    /** Returns the same request, without the rejected token. */
    static HttpRequest of(HttpRequest request) {
        HttpRequest replay = HttpClientInternals.newInstance(request);
        String proxyAuthorization = HttpClientInternals.systemHeader(request, PROXY_AUTHORIZATION);
        if (proxyAuthorization != null) {
            HttpClientInternals.setSystemHeader(replay, PROXY_AUTHORIZATION, proxyAuthorization);
        }
        return replay;
    }

    /** Once for each hop, if the body can be sent again and the client has not used up its attempts. */
    private static boolean canReplay(Object exchange, HttpRequest request) {
        return HttpClientInternals.hasAttemptsLeft(exchange)
                && ExpectContinue.canEnd(request)
                && RepeatableBody.isIn(request);
    }

    /** Whether the same hop has been answered with 401 before. */
    private static boolean isReplay(Object exchange, HttpRequest request) {
        HttpResponse<?> earlier = HttpClientInternals.earlierResponse(exchange);
        while (earlier != null) {
            if (earlier.statusCode() == 401 && earlier.request().uri().equals(request.uri())) {
                return true;
            }
            earlier = earlier.previousResponse().orElse(null);
        }
        return false;
    }

    /** Hands on a 401 that has waited for a fresh token. */
    private final class Answering implements HeldRequest.Next {
        private final Object answer;
        private final boolean canReplay;

        Answering(Object answer, boolean canReplay) {
            this.answer = answer;
            this.canReplay = canReplay;
        }

        @Override
        public @Nullable Throwable failureWithoutToken() {
            return null;
        }

        @Override
        public CompletableFuture<Object> goOn(@Nullable String authorization) {
            return CompletableFuture.completedFuture(marked(answer, canReplay && authorization != null));
        }

        @Override
        public CompletableFuture<Object> refused(RejectedExecutionException refusal) {
            return CompletableFuture.completedFuture(answer);
        }
    }
}
