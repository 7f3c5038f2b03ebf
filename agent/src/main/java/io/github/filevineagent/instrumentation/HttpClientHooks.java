package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.Gateway;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.refresh.TokenUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks in {@code java.net.http.HttpClient} do. It never blocks a thread: where there is nothing to send yet, the
 * request is {@linkplain HeldRequest held}. Thread-safe.
 *
 * <p>Works on {@code Exchange} and not on {@code HttpRequest.headers()}: an exchange is one attempt at one hop, and its
 * request's system headers go on the wire without being seen by the application or by a redirect.
 */
final class HttpClientHooks {
    /** The request that has been held, while its thread makes it go on. */
    private static final ThreadLocal<@Nullable Sending> GOING_ON = new ThreadLocal<>();

    private final Authorizer authorizer;
    private final Consumer<Throwable> onFailure;
    private final PlainHttpProxy plainHttpProxy;
    private final RequestTimer timer;
    private final HandOver handOver;
    private final HttpClientReplay replay;

    /**
     * @param onFailure takes what goes wrong where the dispatcher can't catch it
     */
    HttpClientHooks(Authorizer authorizer, PlainHttpProxy plainHttpProxy, Consumer<Throwable> onFailure) {
        this(authorizer, plainHttpProxy, onFailure, new RequestTimer());
    }

    HttpClientHooks(
            Authorizer authorizer, PlainHttpProxy plainHttpProxy, Consumer<Throwable> onFailure, RequestTimer timer) {
        this.authorizer = authorizer;
        this.plainHttpProxy = plainHttpProxy;
        this.onFailure = onFailure;
        this.timer = timer;
        this.handOver = new HandOver(onFailure);
        this.replay = new HttpClientReplay(authorizer, timer, handOver, this::profileThatGave);
    }

    @Nullable
    CompletableFuture<Object> beforeExchange(Object exchange) {
        HttpRequest request = HttpClientInternals.requestOf(exchange);
        // The URI of a CONNECT has a scheme of the JDK's own, so a request to a proxy never matches.
        URI uri = request.uri();
        Gateway gateway = authorizer.gatewayFor(uri.getScheme(), uri.getHost(), uri.getPort());
        if (gateway == null) {
            authorizer.passBy(uri.getScheme(), uri.getHost(), uri.getPort());
            if (authorizer.hasReplacedProfiles()) {
                // Of an attempt before this one, when its host was still a gateway.
                removeOurs(request);
            }
            return null;
        }
        if (isWithheld(request, uri)) {
            tell(uri, DecisionText.WITHHELD);
            return null;
        }
        String organisation = organisationOf(request, gateway);
        Profile profile = gateway.profileFor(organisation);
        if (profile == null) {
            tell(uri, DecisionText.NO_PROFILE);
            return sendWithoutProfile(request, () -> authorizer.withoutProfile(gateway, hostOf(request), organisation));
        }
        String earlier = ourAuthorization(request);
        if (earlier != null && gateway.isShared() && !profile.hasGiven(earlier)) {
            if (organisation == null && !isSuccessor(profile, request)) {
                return sendWithoutProfile(request, () -> authorizer.withoutEarlierProfile(hostOf(request)));
            }
            // At once, so that whatever may fail it never stands beside the ids of another profile.
            HttpClientInternals.removeSystemHeader(request, GatewayHeaders.AUTHORIZATION);
        }
        if (organisation == null) {
            setUnlessByApplication(request, GatewayHeaders.ORG_ID, profile.orgId());
        }
        setUnlessByApplication(request, GatewayHeaders.USER_ID, profile.userId());
        if (earlier == null && isAuthorizedOtherwise(request)) {
            tell(uri, DecisionText.AUTHORIZED_OTHERWISE);
            profile.countPassed();
            return null;
        }
        if (authorizer.tellsDecisions()) {
            tell(uri, DecisionText.WITH_TOKEN + profile.name());
        }
        String authorization = profile.tokens().authorization();
        if (authorization != null) {
            return authorize(request, profile, authorization);
        }
        if (!gateway.isShared()) {
            // An attempt before this one may have left a token that has expired since. Where there are several profiles
            // it says whose the request is, until it is decided what is sent.
            HttpClientInternals.removeSystemHeader(request, GatewayHeaders.AUTHORIZATION);
        }
        return sendWithToken(exchange, request, profile);
    }

    CompletableFuture<Object> afterExchange(Object exchange, CompletableFuture<Object> response) {
        if (!authorizer.replaysUnauthorized()) {
            return response;
        }
        HttpRequest request = HttpClientInternals.requestOf(exchange);
        String sent = gatewayOf(request) == null ? null : ourAuthorization(request);
        if (sent == null) {
            return response;
        }
        long startNanos = request.timeout().isPresent() ? System.nanoTime() : 0;
        // For any answer but a 401 the function returns the given future, which is complete: it costs one future (the
        // 112 bytes of the benchmark "hooks").
        return response.thenCompose(answer -> {
            try {
                return isUnauthorized(answer)
                        ? afterUnauthorized(exchange, sent, answer, startNanos, response)
                        : response;
            } catch (Throwable t) {
                onFailure.accept(t);
                return response;
            }
        });
    }

    /** Profiles may have been replaced since the request was sent: another one's token is not for it. */
    private CompletableFuture<Object> afterUnauthorized(
            Object exchange, String sent, Object answer, long startNanos, CompletableFuture<Object> response) {
        Profile profile = profileThatGave(sent, HttpClientInternals.requestOf(exchange));
        return profile == null ? response : replay.prepare(exchange, profile, sent, answer, startNanos);
    }

    @Nullable
    Object replacementFor(Object response) {
        if (!isUnauthorized(response)) {
            return null;
        }
        if (!replay.isDueTo(response)) {
            explain(HttpClientInternals.requestAnsweredBy(response));
            return null;
        }
        HttpRequest request = HttpClientInternals.requestAnsweredBy(response);
        String rejected = ourAuthorization(request);
        Profile profile = rejected == null ? null : profileThatGave(rejected, request);
        if (rejected == null || profile == null) {
            return null;
        }
        profile.countReplayed(hostOf(request));
        HttpRequest again = HttpClientReplay.of(request);
        Gateway gateway = gatewayOf(request);
        if (gateway != null && gateway.isShared()) {
            // By this the next attempt knows whose request it is; it replaces it, or removes it.
            HttpClientInternals.setSystemHeader(again, GatewayHeaders.AUTHORIZATION, rejected);
        }
        return again;
    }

    /** What a 401 may be due to that is not ours. */
    private void explain(HttpRequest answered) {
        URI uri = answered.uri();
        if (authorizer.gatewayFor(uri.getScheme(), uri.getHost(), uri.getPort()) == null) {
            authorizer.passedByUnauthorized(uri.getScheme(), uri.getHost(), uri.getPort());
        }
    }

    private void tell(URI uri, String decision) {
        if (authorizer.tellsDecisions()) {
            authorizer.tellDecision(uri.getScheme(), uri.getHost(), uri.getPort(), decision);
        }
    }

    /** Returns null, to send the request. */
    private static @Nullable CompletableFuture<Object> authorize(
            HttpRequest request, Profile profile, String authorization) {
        profile.countAuthorized(authorization);
        HttpClientInternals.setSystemHeader(request, GatewayHeaders.AUTHORIZATION, authorization);
        return null;
    }

    private @Nullable CompletableFuture<Object> sendWithoutToken(HttpRequest request, Profile profile) {
        return sendUnlessFailed(request, authorizer.withoutToken(profile, hostOf(request)));
    }

    private void removeOurs(HttpRequest request) {
        removeIds(request);
        if (ourAuthorization(request) != null) {
            HttpClientInternals.removeSystemHeader(request, GatewayHeaders.AUTHORIZATION);
        }
    }

    private void removeIds(HttpRequest request) {
        if (authorizer.addsIds()) {
            HttpClientInternals.removeSystemHeader(request, GatewayHeaders.ORG_ID);
            HttpClientInternals.removeSystemHeader(request, GatewayHeaders.USER_ID);
        }
    }

    private @Nullable CompletableFuture<Object> sendWithoutProfile(
            HttpRequest request, Supplier<@Nullable TokenUnavailableException> decision) {
        removeIds(request);
        return isAuthorizedOtherwise(request) ? null : sendUnlessFailed(request, decision.get());
    }

    /** Returns null, to send the request without a token: an attempt before this one may have left one. */
    private static @Nullable CompletableFuture<Object> sendUnlessFailed(
            HttpRequest request, @Nullable TokenUnavailableException failure) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure.forApplication());
        }
        HttpClientInternals.removeSystemHeader(request, GatewayHeaders.AUTHORIZATION);
        return null;
    }

    private @Nullable CompletableFuture<Object> sendWithToken(Object exchange, HttpRequest request, Profile profile) {
        Sending held = GOING_ON.get();
        Sending before = held != null && held.exchange == exchange ? held : null;
        if (before != null && before.passes(profile)) {
            return sendUnlessFailed(request, null);
        }
        CompletableFuture<String> token = profile.tokens().await();
        if (token.isDone()) {
            // It has come just now, or the credentials are refused.
            if (!token.isCompletedExceptionally()) {
                return authorize(request, profile, token.join());
            }
            // Unless the profile has been replaced after it had been chosen.
            return profileOf(request) == profile ? sendWithoutToken(request, profile) : beforeExchange(exchange);
        }
        Sending sending = new Sending(exchange, profile, endOfWait(before));
        long wait = sending.endOfWait - System.nanoTime();
        if (wait <= 0) {
            token.cancel(false);
            return sendWithoutToken(request, profile);
        }
        HeldRequest waiting = new HeldRequest(token, HttpClientInternals.executorOf(exchange), handOver, sending);
        // Before it can go on: then the JDK puts a future of its own there, and fails that one.
        endWhenCancelled(exchange, waiting);
        // The client takes the time from just before this on, for each attempt.
        return waiting.start(timer, wait, RequestTimer.nanosOf(request), RequestTimer::timeoutException);
    }

    /** One attempt waits once for {@code filevine.token-wait}, even if it has to wait for a second profile's token. */
    private long endOfWait(@Nullable Sending before) {
        return before != null ? before.endOfWait : System.nanoTime() + RequestTimer.nanosOf(authorizer.tokenWait());
    }

    /** Lets go of the request as soon as the application has no use for it, or the client says that its time is up. */
    private static void endWhenCancelled(Object exchange, HeldRequest held) {
        CompletableFuture<Object> established = new CompletableFuture<>();
        CompletableFuture<Object> unused = established.whenComplete((nothing, cause) ->
                // Before there is a connection the client fails with HttpConnectTimeoutException; but it was not
                // connecting that took the time.
                held.end(cause instanceof HttpTimeoutException ? RequestTimer.timeoutException() : cause));
        HttpClientInternals.setExchangeFuture(exchange, established);
        if (HttpClientInternals.isCancelled(exchange)) {
            held.end(new IOException("Request cancelled"));
        }
    }

    private @Nullable Gateway gatewayOf(HttpRequest request) {
        URI uri = request.uri();
        Gateway gateway = authorizer.gatewayFor(uri.getScheme(), uri.getHost(), uri.getPort());
        return gateway == null || isWithheld(request, uri) ? null : gateway;
    }

    /** Returns the profile that a request goes with as of now, or null for none. */
    private @Nullable Profile profileOf(HttpRequest request) {
        Gateway gateway = gatewayOf(request);
        return gateway == null ? null : gateway.profileFor(organisationOf(request, gateway));
    }

    /** Returns the profile that a request goes with as of now, if it is the one whose token it was sent with. */
    private @Nullable Profile profileThatGave(String authorization, HttpRequest request) {
        Profile profile = profileOf(request);
        return profile != null && profile.hasGiven(authorization) ? profile : null;
    }

    /** A request's headers are a copy that the client has made, and don't change from one attempt to the next. */
    private static @Nullable String organisationOf(HttpRequest request, Gateway gateway) {
        List<String> values = gateway.isShared() ? request.headers().map().get(GatewayHeaders.ORG_ID) : null;
        if (values == null) {
            return null;
        }
        return values.size() == 1 ? values.get(0) : Gateway.SEVERAL;
    }

    /**
     * Whether a request that names no organisation may go on with this profile, though an attempt before this one, of the
     * same hop, had another one: if it was for the same organisation.
     */
    private static boolean isSuccessor(Profile profile, HttpRequest request) {
        String earlierOrganisation = HttpClientInternals.systemHeader(request, GatewayHeaders.ORG_ID);
        return earlierOrganisation != null && earlierOrganisation.equals(profile.fixedOrgId());
    }

    private static String hostOf(HttpRequest request) {
        return request.uri().getHost();
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

    private void setUnlessByApplication(HttpRequest request, String name, @Nullable String value) {
        if (value == null) {
            if (authorizer.addsIds()) {
                // Of an attempt before this one, that was another profile's.
                HttpClientInternals.removeSystemHeader(request, name);
            }
        } else if (!isSetByApplication(request, name)) {
            HttpClientInternals.setSystemHeader(request, name, value);
        }
    }

    private static boolean isSetByApplication(HttpRequest request, String name) {
        return request.headers().map().containsKey(name);
    }

    private static boolean isUnauthorized(Object response) {
        return HttpClientInternals.statusOf(response) == 401 && !HttpClientInternals.isConnectResponse(response);
    }

    /** Sends a request that has waited for a token, with the profile that is for it by then. */
    private final class Sending implements HeldRequest.Next {
        private final Object exchange;
        private final Profile profile;
        private final long endOfWait;
        private volatile boolean passing;

        /**
         * @param endOfWait by {@link System#nanoTime}
         */
        Sending(Object exchange, Profile profile, long endOfWait) {
            this.exchange = exchange;
            this.profile = profile;
            this.endOfWait = endOfWait;
        }

        /** Whether it goes on without this profile's token. */
        boolean passes(Profile chosen) {
            return passing && chosen == profile;
        }

        @Override
        public @Nullable Throwable failureWithoutToken() {
            HttpRequest request = HttpClientInternals.requestOf(exchange);
            if (profileOf(request) != profile) {
                // What it has waited for is gone. The next look decides.
                return null;
            }
            TokenUnavailableException failure = authorizer.withoutToken(profile, hostOf(request));
            passing = failure == null;
            return failure == null ? null : failure.forApplication();
        }

        @Override
        public CompletableFuture<Object> goOn(@Nullable String authorization) {
            HttpRequest request = HttpClientInternals.requestOf(exchange);
            if (gatewayOf(request) == null) {
                // While it waited, the last profile of its host has gone.
                removeOurs(request);
            }
            GOING_ON.set(this);
            try {
                return HttpClientInternals.responseAsync(exchange);
            } finally {
                GOING_ON.remove();
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
