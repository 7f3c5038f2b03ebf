package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.refresh.TokenUnavailableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks in {@code java.net.http.HttpClient} do. It never blocks a thread: where there is nothing to send yet, it
 * composes futures, on the common pool, which is where the JDK's client itself runs what must not run on a caller's or on
 * its selector's thread. Thread-safe.
 *
 * <p>Works on {@code Exchange} and not on {@code HttpRequest.headers()}: an exchange is one attempt at one hop, and its
 * request's system headers go on the wire without being seen by the application or by a redirect.
 */
final class HttpClientHooks {
    /** The exchange that goes on without a token, while its thread makes it go on. */
    private static final ThreadLocal<@Nullable Object> PASSING = new ThreadLocal<>();

    private final Authorizer authorizer;
    private final Consumer<Throwable> onFailure;
    private final TimeoutThread timeoutThread = new TimeoutThread();

    /** The 401 answers for which there is a fresh token, between {@link #afterExchange} and {@link #replacementFor}. */
    private final Set<Object> replayable = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /**
     * @param onFailure takes what goes wrong where the dispatcher can't catch it
     */
    HttpClientHooks(Authorizer authorizer, Consumer<Throwable> onFailure) {
        this.authorizer = authorizer;
        this.onFailure = onFailure;
    }

    @Nullable
    CompletableFuture<Object> beforeExchange(Object exchange) {
        HttpRequest request = HttpClientInternals.requestOf(exchange);
        Profile profile = profileOf(request);
        if (profile == null) {
            return null;
        }
        addIfAbsent(request, GatewayHeaders.ORG_ID, profile.orgId());
        addIfAbsent(request, GatewayHeaders.USER_ID, profile.userId());
        if (isAuthorizedOtherwise(request)) {
            profile.countPassed();
            return null;
        }
        String authorization = profile.tokens().authorization();
        if (authorization != null) {
            HttpClientInternals.setSystemHeader(request, GatewayHeaders.AUTHORIZATION, authorization);
            profile.countAuthorized();
            return null;
        }
        // An attempt before this one may have left a token that has expired since.
        HttpClientInternals.removeSystemHeader(request, GatewayHeaders.AUTHORIZATION);
        if (PASSING.get() == exchange) {
            return null;
        }
        return sendWithToken(exchange, request, profile);
    }

    CompletableFuture<Object> afterExchange(Object exchange, CompletableFuture<Object> response) {
        if (!authorizer.replaysUnauthorized()) {
            return response;
        }
        HttpRequest request = HttpClientInternals.requestOf(exchange);
        Profile profile = profileOf(request);
        String sent = profile == null ? null : ourAuthorization(request);
        if (profile == null || sent == null) {
            return response;
        }
        long startNanos = request.timeout().isPresent() ? System.nanoTime() : 0;
        // A future that is complete already goes through without a copy, so every answer but a 401 costs next to
        // nothing.
        return response.thenCompose(answer -> {
            try {
                return isUnauthorized(answer)
                        ? renewToken(exchange, request, profile, sent, answer, startNanos)
                        : response;
            } catch (Throwable t) {
                onFailure.accept(t);
                return response;
            }
        });
    }

    @Nullable
    Object replacementFor(Object response) {
        if (!isUnauthorized(response) || !replayable.remove(response)) {
            return null;
        }
        HttpRequest request = HttpClientInternals.requestAnsweredBy(response);
        HttpRequest replay = HttpClientInternals.newInstance(request);
        String proxyAuthorization = HttpClientInternals.systemHeader(request, "Proxy-Authorization");
        if (proxyAuthorization != null) {
            HttpClientInternals.setSystemHeader(replay, "Proxy-Authorization", proxyAuthorization);
        }
        Profile profile = profileOf(request);
        if (profile != null) {
            profile.countReplayed(request.uri().getHost());
        }
        return replay;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It is composed in the next step.
    private CompletableFuture<Object> sendWithToken(Object exchange, HttpRequest request, Profile profile) {
        Duration wait = authorizer.tokenWait();
        Duration timeout = request.timeout().orElse(wait);
        boolean timesOutFirst = timeout.compareTo(wait) < 0;
        timeoutThread.ensureStarted();
        return profile.tokens()
                .await()
                .orTimeout((timesOutFirst ? timeout : wait).toNanos(), TimeUnit.NANOSECONDS)
                .handleAsync((authorization, failure) -> {
                    if (authorization != null || profile.tokens().resumeSuspect()) {
                        return HttpClientInternals.responseAsync(exchange);
                    }
                    boolean timedOut = timesOutFirst && !(failure instanceof TokenUnavailableException);
                    return timedOut
                            ? CompletableFuture.failedFuture(new HttpTimeoutException("request timed out"))
                            : sendWithoutToken(exchange, profile);
                })
                .thenCompose(next -> next);
    }

    private CompletableFuture<Object> sendWithoutToken(Object exchange, Profile profile) {
        TokenUnavailableException unavailable = authorizer.withoutToken(profile);
        if (unavailable != null) {
            return CompletableFuture.failedFuture(unavailable);
        }
        PASSING.set(exchange);
        try {
            return HttpClientInternals.responseAsync(exchange);
        } finally {
            PASSING.remove();
        }
    }

    /** Returns the future of the same 401, completed when it can be replayed, or when it is known that it can't. */
    private CompletableFuture<Object> renewToken(
            Object exchange, HttpRequest request, Profile profile, String sent, Object answer, long startNanos) {
        CompletableFuture<@Nullable String> fresh = profile.tokens().renew(sent);
        if (!canReplay(exchange, request)) {
            return CompletableFuture.completedFuture(answer);
        }
        long wait = authorizer.tokenWait().toNanos();
        if (request.timeout().isPresent()) {
            wait = Math.min(wait, startNanos + request.timeout().get().toNanos() - System.nanoTime());
        }
        timeoutThread.ensureStarted();
        return fresh.completeOnTimeout(null, wait, TimeUnit.NANOSECONDS).handleAsync((authorization, failure) -> {
            if (authorization != null) {
                replayable.add(answer);
            }
            return answer;
        });
    }

    /** Once for each hop, if the body can be sent again and the client has not used up its attempts. */
    private static boolean canReplay(Object exchange, HttpRequest request) {
        if (!HttpClientInternals.hasAttemptsLeft(exchange) || !ExpectContinue.canEnd(request)) {
            return false;
        }
        HttpResponse<?> earlier = HttpClientInternals.earlierResponse(exchange);
        while (earlier != null) {
            if (earlier.statusCode() == 401 && earlier.request().uri().equals(request.uri())) {
                return false;
            }
            earlier = earlier.previousResponse().orElse(null);
        }
        return RepeatableBody.isIn(request);
    }

    private @Nullable Profile profileOf(HttpRequest request) {
        // The URI of a CONNECT has a scheme of the JDK's own, so a request to a proxy never matches.
        URI uri = request.uri();
        return authorizer.profileFor(uri.getScheme(), uri.getHost(), uri.getPort());
    }

    /** Whether the application has set the header, or the JDK has from the client's {@code Authenticator}. */
    private static boolean isAuthorizedOtherwise(HttpRequest request) {
        if (isSetByApplication(request, GatewayHeaders.AUTHORIZATION)) {
            return true;
        }
        String present = HttpClientInternals.systemHeader(request, GatewayHeaders.AUTHORIZATION);
        return present != null && !GatewayHeaders.isOurs(present);
    }

    private static @Nullable String ourAuthorization(HttpRequest request) {
        String present = HttpClientInternals.systemHeader(request, GatewayHeaders.AUTHORIZATION);
        return present != null
                        && GatewayHeaders.isOurs(present)
                        && !isSetByApplication(request, GatewayHeaders.AUTHORIZATION)
                ? present
                : null;
    }

    private static void addIfAbsent(HttpRequest request, String name, @Nullable String value) {
        if (value != null && !isSetByApplication(request, name)) {
            HttpClientInternals.setSystemHeader(request, name, value);
        }
    }

    private static boolean isSetByApplication(HttpRequest request, String name) {
        return request.headers().map().containsKey(name);
    }

    private static boolean isUnauthorized(Object response) {
        return HttpClientInternals.statusOf(response) == 401 && !HttpClientInternals.isConnectResponse(response);
    }
}
