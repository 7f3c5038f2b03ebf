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
import java.util.function.BiFunction;
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
    private final BiFunction<String, HttpRequest, @Nullable Profile> profileThatGave;

    /** The 401 answers for which there is a fresh token, between {@link #prepare} and {@link #isDueTo}. */
    private final Set<Object> replayable = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /**
     * @param profileThatGave from a header value and a request that was sent with it to the profile that it goes with as of now,
     *     if that has given the value: one that came in the place of another has given what the other one has
     */
    HttpClientReplay(
            Authorizer authorizer,
            RequestTimer timer,
            HandOver handOver,
            BiFunction<String, HttpRequest, @Nullable Profile> profileThatGave) {
        this.profileThatGave = profileThatGave;
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
        boolean replayed = isReplay(exchange, request);
        if (replayed) {
            URI uri = request.uri();
            authorizer.stillUnauthorized(profile, uri.getScheme(), uri.getHost(), uri.getPort());
        }
        // Also a request that can't be sent again waits for the fresh token: with it, the application's next attempt
        // succeeds.
        boolean canReplay = !replayed && canReplay(exchange, request);
        long endOfWait = System.nanoTime() + RequestTimer.nanosOf(authorizer.tokenWait());
        return new Answering(exchange, rejected, answer, canReplay, startNanos, endOfWait).after(profile);
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

    /** A 401 that waits for a fresh token, of the request's profile or of that one's successor. */
    private final class Answering {
        private final Object exchange;
        private final HttpRequest request;
        private final String rejected;
        private final Object answer;
        private final boolean canReplay;
        private final long startNanos;
        private final long endOfWait;

        Answering(Object exchange, String rejected, Object answer, boolean canReplay, long startNanos, long endOfWait) {
            this.exchange = exchange;
            this.request = HttpClientInternals.requestOf(exchange);
            this.rejected = rejected;
            this.answer = answer;
            this.canReplay = canReplay;
            this.startNanos = startNanos;
            this.endOfWait = endOfWait;
        }

        /** Returns the future of the 401, completed when the profile has a fresh token, or it is known that there is none. */
        CompletableFuture<Object> after(Profile profile) {
            CompletableFuture<@Nullable String> fresh = profile.tokens().renew(rejected);
            if (fresh.isDone()) {
                return handOn(profile, fresh.join());
            }
            long now = System.nanoTime();
            long wait = Math.max(0, endOfWait - now);
            long timeout = RequestTimer.nanosOf(request);
            if (timeout > 0) {
                timeout = Math.max(1, timeout - (now - startNanos));
                // The rest of the time is for handing out the 401, which without the agent would have come in time.
                wait = Math.min(wait, timeout - timeout / TIMEOUT_PART_FOR_ANSWER);
            }
            HeldRequest.Next next = new HeldRequest.Next() {
                @Override
                public @Nullable Throwable failureWithoutToken() {
                    return null;
                }

                @Override
                public CompletableFuture<Object> goOn(@Nullable String authorization) {
                    return handOn(profile, authorization);
                }

                @Override
                public CompletableFuture<Object> refused(RejectedExecutionException refusal) {
                    return CompletableFuture.completedFuture(answer);
                }
            };
            return new HeldRequest(fresh, HttpClientInternals.executorOf(exchange), handOver, next)
                    .start(timer, wait, timeout, RequestTimer::timeoutException);
        }

        private CompletableFuture<Object> handOn(Profile profile, @Nullable String authorization) {
            if (authorization == null) {
                // What this has waited for may not come because the profile is gone. Its successor is for the same
                // firm.
                Profile successor = profileThatGave.apply(rejected, request);
                if (successor != null && successor != profile) {
                    return after(successor);
                }
            }
            return CompletableFuture.completedFuture(marked(answer, canReplay && authorization != null));
        }
    }
}
