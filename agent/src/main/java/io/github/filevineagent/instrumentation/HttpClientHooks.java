package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.refresh.TokenUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks in {@code java.net.http.HttpClient} do. It never blocks a thread: where there is nothing to send yet, the
 * request is {@linkplain HeldRequest held}. Thread-safe.
 *
 * <p>Works on {@code Exchange} and not on {@code HttpRequest.headers()}: an exchange is one attempt at one hop, and its
 * request's system headers go on the wire without being seen by the application or by a redirect.
 */
final class HttpClientHooks {
    /** The exchange that goes on without a token, while its thread makes it go on. */
    private static final ThreadLocal<@Nullable Object> PASSING = new ThreadLocal<>();

    private final Authorizer authorizer;
    private final Consumer<Throwable> onFailure;
    private final PlainHttpProxy plainHttpProxy;
    private final RequestTimer timer = new RequestTimer();
    private final HandOver handOver;
    private final HttpClientReplay replay;

    /**
     * @param onFailure takes what goes wrong where the dispatcher can't catch it
     */
    HttpClientHooks(Authorizer authorizer, PlainHttpProxy plainHttpProxy, Consumer<Throwable> onFailure) {
        this.authorizer = authorizer;
        this.plainHttpProxy = plainHttpProxy;
        this.onFailure = onFailure;
        this.handOver = new HandOver(onFailure);
        this.replay = new HttpClientReplay(authorizer, timer, handOver);
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
            return authorize(request, profile, authorization);
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
                return isUnauthorized(answer) ? replay.prepare(exchange, profile, sent, answer, startNanos) : response;
            } catch (Throwable t) {
                onFailure.accept(t);
                return response;
            }
        });
    }

    @Nullable
    Object replacementFor(Object response) {
        if (!isUnauthorized(response) || !replay.isDueTo(response)) {
            return null;
        }
        HttpRequest request = HttpClientInternals.requestAnsweredBy(response);
        Profile profile = profileOf(request);
        if (profile != null) {
            profile.countReplayed(request.uri().getHost());
        }
        return HttpClientReplay.of(request);
    }

    /** Returns null, to send the request. */
    private static @Nullable CompletableFuture<Object> authorize(
            HttpRequest request, Profile profile, String authorization) {
        HttpClientInternals.setSystemHeader(request, GatewayHeaders.AUTHORIZATION, authorization);
        profile.countAuthorized();
        return null;
    }

    private @Nullable CompletableFuture<Object> sendWithoutToken(Profile profile) {
        TokenUnavailableException unavailable = authorizer.withoutToken(profile);
        return unavailable == null ? null : CompletableFuture.failedFuture(unavailable);
    }

    private @Nullable CompletableFuture<Object> sendWithToken(Object exchange, HttpRequest request, Profile profile) {
        CompletableFuture<String> token = profile.tokens().await();
        if (token.isDone()) {
            // It has come just now, or the credentials are refused.
            return token.isCompletedExceptionally()
                    ? sendWithoutToken(profile)
                    : authorize(request, profile, token.join());
        }
        HeldRequest held = new HeldRequest(
                token, HttpClientInternals.executorOf(exchange), handOver, new Sending(exchange, profile));
        // The client takes the time from just before this on, for each attempt.
        CompletableFuture<Object> answer = held.start(
                timer,
                RequestTimeout.nanosOf(authorizer.tokenWait()),
                RequestTimeout.nanosOf(request),
                RequestTimeout::exception);
        endWhenCancelled(exchange, held);
        return answer;
    }

    /** Lets go of the request as soon as the application has no use for it, or the client says that its time is up. */
    private static void endWhenCancelled(Object exchange, HeldRequest held) {
        CompletableFuture<Object> established = new CompletableFuture<>();
        CompletableFuture<Object> unused = established.whenComplete((nothing, cause) ->
                // So early, the client would speak of a connection that timed out.
                held.end(cause instanceof HttpTimeoutException ? RequestTimeout.exception() : cause));
        HttpClientInternals.setExchangeFuture(exchange, established);
        if (HttpClientInternals.isCancelled(exchange)) {
            held.end(new IOException("Request cancelled"));
        }
    }

    private @Nullable Profile profileOf(HttpRequest request) {
        // The URI of a CONNECT has a scheme of the JDK's own, so a request to a proxy never matches.
        URI uri = request.uri();
        Profile profile = authorizer.profileFor(uri.getScheme(), uri.getHost(), uri.getPort());
        return profile == null || isWithheld(request, uri) ? null : profile;
    }

    private boolean isWithheld(HttpRequest request, URI uri) {
        String scheme = uri.getScheme();
        // Most requests need not be asked for their proxy.
        return !scheme.equalsIgnoreCase("https")
                && plainHttpProxy.withholds(scheme, HttpClientInternals.proxyOf(request), uri.getHost(), uri.getPort());
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

    /** Sends a request that has waited for a token. */
    private final class Sending implements HeldRequest.Next {
        private final Object exchange;
        private final Profile profile;

        Sending(Object exchange, Profile profile) {
            this.exchange = exchange;
            this.profile = profile;
        }

        @Override
        public @Nullable Throwable failureWithoutToken() {
            return authorizer.withoutToken(profile);
        }

        @Override
        public CompletableFuture<Object> goOn(@Nullable String authorization) {
            if (authorization != null) {
                return HttpClientInternals.responseAsync(exchange);
            }
            PASSING.set(exchange);
            try {
                return HttpClientInternals.responseAsync(exchange);
            } finally {
                PASSING.remove();
            }
        }

        @Override
        public CompletableFuture<Object> refused(RejectedExecutionException refusal) {
            // Nobody would take the answer, either.
            return CompletableFuture.failedFuture(
                    new IOException("the HttpClient's executor has refused to send the request", refusal));
        }
    }
}
