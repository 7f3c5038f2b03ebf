package io.github.filevineagent.refresh;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.Secret;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.TokenExchange;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A token source between two threads, with an identity server that answers at once: the tokens a, b, c, … one after the
 * other. One of the two threads may play the worker. Time stands still, so that only the order of steps counts.
 */
final class RacedTokens {
    static final String A = "Bearer a";
    static final String B = "Bearer b";

    private static final Duration LIFETIME = Duration.ofMinutes(20);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Clock CLOCK = new StandingClock();
    private static final Log LOG = new Log(System.err, Log.Level.OFF);

    final TokenSource tokens;
    private final CountedExchange exchange = new CountedExchange();

    private RacedTokens() {
        tokens = new TokenSource("default", exchange, () -> 0.5, CLOCK, LOG, new NoListener(), false);
    }

    static RacedTokens withoutToken() {
        return new RacedTokens();
    }

    /** The token a is in use, and its replacement is not due. */
    static RacedTokens holdingA() {
        RacedTokens raced = new RacedTokens();
        raced.publishNext();
        return raced;
    }

    /** Returns a token that is nobody's. */
    static AccessToken token() {
        return accessToken(new CountedExchange().issue());
    }

    /** Does what a worker does after a successful exchange. */
    void publishNext() {
        tokens.replaceBy(accessToken(exchange.issue()));
    }

    private static AccessToken accessToken(IssuedToken issued) {
        Duration lifetime = issued.lifetime();
        RefreshSchedule.Times times = new RefreshSchedule.Times(lifetime.dividedBy(2), lifetime);
        return new AccessToken(issued, times, CLOCK.nanoTime(), CLOCK.currentTimeMillis());
    }

    /** Does what a worker does after a failed exchange. */
    void fail(ExchangeException.Kind kind) {
        ExchangeException failure = new ExchangeException(kind, "reason", "no token.", null, null);
        AccessToken unused = tokens.keepAfter(FailureStreak.after(null, failure, CLOCK.nanoTime()), PAUSE);
    }

    /** Does what a worker does when it looks whether an exchange is due. */
    void exchangeIfDue() {
        if (tokens.refresher().isDue()) {
            tokens.refresher().exchange();
        }
    }

    /** Returns how many exchanges the worker has made. */
    int exchanges() {
        return exchange.made;
    }

    /** Returns what a request that holds this future gets: a value, null, "refused", "waits", or "unused" without a future. */
    static @Nullable String outcome(@Nullable CompletableFuture<? extends @Nullable String> future) {
        if (future == null) {
            return "unused";
        }
        if (!future.isDone()) {
            return "waits";
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            return e.getCause() instanceof TokenUnavailableException ? "refused" : e.toString();
        }
    }

    private static final class CountedExchange implements TokenExchange {
        // Plain: one thread makes the exchanges, and the counts are read when both threads are done.
        private int issued;
        private int made;

        @Override
        public IssuedToken exchange() {
            made++;
            return issue();
        }

        /** Each token lives longer than the one before it, so that an operator can tell them apart. */
        IssuedToken issue() {
            String token = String.valueOf((char) ('a' + issued));
            issued++;
            return new IssuedToken(Secret.of(token), LIFETIME.multipliedBy(issued), null);
        }

        @Override
        public boolean credentialsChanged() {
            return false;
        }
    }

    private static final class StandingClock implements Clock {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public long currentTimeMillis() {
            return 0;
        }
    }

    private static final class NoListener implements RefreshListener {
        @Override
        public void exchanged(Duration took) {}

        @Override
        public void exchangeFailed(Duration took, ExchangeException failure) {}
    }
}
