package io.github.filevineagent.refresh;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.TokenExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Makes the exchanges that a token source needs, one at a time. Used by one worker at a time, but where it says otherwise. */
final class Refresher extends Job {
    /** How soon it is noticed, while the credentials are refused, that a secret's file has changed. */
    private static final Duration CREDENTIALS_CHECK = Duration.ofSeconds(2);

    private final TokenSource tokens;
    private final TokenExchange exchange;
    private final RefreshSchedule schedule;
    private final Clock clock;
    private final Outage outage;
    private final RefreshListener listener;

    /** When the secrets' files are looked at again, while the credentials are refused. */
    private volatile @Nullable Deadline nextLook;

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

    @Override
    protected long nanosUntilDue() {
        long nanos = tokens.nanosUntilDue();
        if (nanos <= 0 || nanos == NOT_DUE || !isRefused()) {
            return nanos;
        }
        Deadline look = nextLook;
        return look == null ? 0 : Math.min(nanos, look.nanosLeft(clock));
    }

    @Override
    protected Urgency urgency() {
        boolean failed = tokens.failures() != null;
        if (!tokens.isDue()) {
            return Urgency.ASIDE;
        }
        if (tokens.isWaitedFor()) {
            return failed ? Urgency.WAITED_FOR_AFTER_FAILURE : Urgency.WAITED_FOR;
        }
        return failed ? Urgency.AFTER_FAILURE : Urgency.REGULAR;
    }

    /** Makes an exchange if one is due. Whatever the exchange throws is an outcome. */
    @Override
    protected boolean perform() {
        if (isDue()) {
            exchange();
            exchange.awaitEnd();
        }
        // From the end of this look, and not from its beginning: where a file system hangs, a look takes longer
        // than the pause.
        nextLook = Deadline.in(CREDENTIALS_CHECK, clock);
        return true;
    }

    /** Has the workers look whether it is due, or waited for. For any thread. */
    void wake() {
        wakeWorkers();
    }

    /** Returns whether an exchange should be made now. Reads the secrets' files while the credentials are refused. */
    boolean isDue() {
        return tokens.isDue() || (isRefused() && exchange.credentialsChanged());
    }

    private boolean isRefused() {
        FailureStreak failures = tokens.failures();
        return failures != null && failures.isRefusal();
    }

    /** Passes on that a request waits for an exchange. For any thread. */
    void requestWaits() {
        exchange.requestWaits();
    }

    /** Makes one exchange, publishes its outcome, and then tells the operator; of a profile that is gone, neither. */
    void exchange() {
        long sentNanos = clock.nanoTime();
        tokens.noteUse();
        listener.exchangeStarts();
        try {
            AccessToken token = exchangeSentAt(sentNanos, clock.currentTimeMillis());
            tokens.replaceBy(token);
            if (tokens.isClosed()) {
                return;
            }
            outage.exchangeSucceeded(now());
            listener.exchanged(tookSince(sentNanos));
        } catch (ExchangeException e) {
            FailureStreak failures = FailureStreak.after(tokens.failures(), e, sentNanos);
            Duration pause = failures.pause(schedule);
            AccessToken usable = tokens.keepAfter(failures, pause);
            if (tokens.isClosed()) {
                return;
            }
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
        if (tokens.isFirst()) {
            return schedule.spreadTimesFor(lifetime);
        }
        // Also where the old token is still valid: a short outage brings all JVMs of a fleet back at the same time,
        // too.
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

    /** Hands on to a listener, and ignores what that throws: counting exchanges must not keep the next from being made. */
    private static final class QuietListener implements RefreshListener {
        private final RefreshListener listener;

        QuietListener(RefreshListener listener) {
            this.listener = listener;
        }

        @Override
        public void exchangeStarts() {
            try {
                listener.exchangeStarts();
            } catch (Throwable t) {
                // See above.
            }
        }

        @Override
        public void exchanged(Duration took) {
            try {
                listener.exchanged(took);
            } catch (Throwable t) {
                // See above.
            }
        }

        @Override
        public void exchangeFailed(Duration took, ExchangeException failure) {
            try {
                listener.exchangeFailed(took, failure);
            } catch (Throwable t) {
                // See above.
            }
        }
    }
}
