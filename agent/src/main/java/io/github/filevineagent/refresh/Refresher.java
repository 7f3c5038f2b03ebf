package io.github.filevineagent.refresh;

import io.github.filevineagent.log.Log;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.TokenExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Makes the exchanges that a token source needs, one at a time. Used by the refresh thread, but where it says otherwise. */
final class Refresher {
    private final TokenSource tokens;
    private final TokenExchange exchange;
    private final RefreshSchedule schedule;
    private final Clock clock;
    private final Outage outage;
    private final RefreshListener listener;

    Refresher(
            String profile,
            TokenSource tokens,
            TokenExchange exchange,
            DoubleSupplier random,
            Clock clock,
            Log log,
            RefreshListener listener) {
        this.tokens = tokens;
        this.exchange = exchange;
        this.schedule = new RefreshSchedule(random);
        this.clock = clock;
        this.outage = new Outage(profile, log);
        this.listener = new QuietListener(listener);
    }

    /** Makes an exchange if one is due, else waits until one may be. Whatever the exchange throws is an outcome. */
    void exchangeOrWait() throws InterruptedException {
        if (isDue()) {
            exchange();
        } else {
            tokens.awaitDue();
        }
    }

    /** Returns whether an exchange should be made now. Reads the secrets' files while the credentials are refused. */
    boolean isDue() {
        if (tokens.isDue()) {
            return true;
        }
        FailureStreak failures = tokens.failures();
        return failures != null && failures.isRefusal() && exchange.credentialsChanged();
    }

    /** Passes on that a request waits for an exchange. For any thread. */
    void requestWaits() {
        exchange.requestWaits();
    }

    /** Makes one exchange, publishes its outcome, and then tells the operator. */
    void exchange() {
        long sentNanos = clock.nanoTime();
        listener.exchangeStarts();
        try {
            AccessToken token = exchangeSentAt(sentNanos, clock.currentTimeMillis());
            tokens.replaceBy(token);
            outage.exchangeSucceeded(now());
            listener.exchanged(tookSince(sentNanos));
        } catch (ExchangeException e) {
            FailureStreak failures = FailureStreak.after(tokens.failures(), e, sentNanos);
            Duration pause = failures.pause(schedule);
            AccessToken usable = tokens.keepAfter(failures, pause);
            outage.exchangeFailed(e, pause, usableUntil(usable), now());
            listener.exchangeFailed(tookSince(sentNanos), e);
        }
    }

    private AccessToken exchangeSentAt(long sentNanos, long sentMillis) throws ExchangeException {
        AccessToken token;
        Duration lifetime;
        try {
            IssuedToken issued = exchange.exchange();
            lifetime = issued.lifetime();
            token = new AccessToken(issued, timesFor(lifetime, sentNanos), sentNanos, sentMillis);
        } catch (ExchangeException e) {
            throw e;
        } catch (Throwable t) {
            // Also an Error, such as a class that can't be loaded: the next attempt may find the JVM in a better state.
            throw transientFailure("internal_error", "unexpected " + t + ".", t);
        }
        if (!token.isUsable(clock)) {
            throw transientFailure(
                    "expired_on_arrival", "the answer took longer than the token lives (" + lifetime + ").", null);
        }
        return token;
    }

    private RefreshSchedule.Times timesFor(Duration lifetime, long sentNanos) {
        FailureStreak failures = tokens.failures();
        if (!tokens.hasHadToken()) {
            return schedule.spreadTimesFor(lifetime);
        }
        // Be there a valid token or not: those whom a short outage has met come back together, too.
        return failures == null
                ? schedule.timesFor(lifetime)
                : schedule.timesAfterOutage(lifetime, failures.durationUntil(sentNanos));
    }

    private static ExchangeException transientFailure(String reason, String message, @Nullable Throwable cause) {
        return new ExchangeException(ExchangeException.Kind.TRANSIENT, reason, message, null, cause);
    }

    private static @Nullable Instant usableUntil(@Nullable AccessToken usable) {
        return usable == null ? null : Instant.ofEpochMilli(usable.unusableAtMillis());
    }

    private Duration tookSince(long sentNanos) {
        return Duration.ofNanos(clock.nanoTime() - sentNanos);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.currentTimeMillis());
    }
}
