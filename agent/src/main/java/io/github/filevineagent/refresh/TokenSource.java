package io.github.filevineagent.refresh;

import io.github.filevineagent.log.Log;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.TokenExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One profile's access token, from the first exchange on.
 *
 * <p>Requests call {@link #authorization()}, which is one volatile read and a look at the clocks, and never waits. Only
 * when that gives nothing do they {@link #await()}. After a 401 they {@link #renew}. All exchanges are made by the one
 * thread that runs {@link RefreshLoop}, so there is never more than one at a time, whoever asks.
 *
 * <p>Thread-safe. The futures are completed on the refresh thread: attach anything that takes time with an
 * {@code …Async} method.
 */
public final class TokenSource {
    /** A 401 can mean "not allowed" as well as "token revoked", so it asks for a new token at most this often. */
    static final Duration UNAUTHORIZED_PAUSE = Duration.ofSeconds(30);

    /** How soon the refresh thread notices that the machine was suspended, or the wall clock was set. */
    private static final long CLOCK_CHECK_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** How soon it notices, while the credentials are refused, that a secret's file has changed. */
    private static final long CREDENTIALS_CHECK_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final TokenExchange exchange;
    private final RefreshSchedule schedule;
    private final Clock clock;
    private final Outage outage;
    private final RefreshListener listener;
    private final Waiters waiters = new Waiters();

    private volatile @Nullable AccessToken current;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition dueChanged = lock.newCondition();
    // The following are guarded by the lock; requests with a valid token never take it.
    private Deadline due;
    private @Nullable AccessToken suspect;
    private @Nullable Deadline unauthorizedPause;
    private @Nullable ExchangeException failure;
    private int failures;
    private long refusedCredentials;

    /**
     * @param random gives numbers from 0 (inclusive) to 1 (exclusive), for the jitter
     */
    public TokenSource(
            String profile,
            TokenExchange exchange,
            DoubleSupplier random,
            Clock clock,
            Log log,
            RefreshListener listener) {
        this.exchange = exchange;
        this.schedule = new RefreshSchedule(random);
        this.clock = clock;
        this.outage = new Outage(profile, log);
        this.listener = listener;
        this.due = Deadline.in(Duration.ZERO, clock);
    }

    /** Returns the value for the {@code Authorization} header, or null if there is no valid token now. Never waits. */
    public @Nullable String authorization() {
        AccessToken token = current;
        return token != null && token.isUsable(clock) ? token.authorization() : null;
    }

    /**
     * Returns a future of the header value, for a request that found none. It fails with
     * {@link TokenUnavailableException} as soon as the identity server has refused the credentials, and stays incomplete
     * through failures that may pass; the caller brings the timeout.
     */
    public CompletableFuture<String> await() {
        lock.lock();
        try {
            String authorization = authorization();
            if (authorization != null) {
                return CompletableFuture.completedFuture(authorization);
            }
            if (isRefused()) {
                return CompletableFuture.failedFuture(unavailable());
            }
            if (failure == null) {
                // The token expired before it was refreshed, as after a suspension. After a failure the backoff rules.
                makeDue();
            }
            return waiters.join();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reports that the gateway answered 401 to a request with this header value, and returns a future of another value to
     * try once, or of null if there is none to be had: the application then gets its 401.
     *
     * <p>Compare and invalidate: only the token in use can be invalidated, so a late 401 for an old one does not hurt its
     * successor. While it is being replaced no request uses the suspect; if it can't be replaced it comes back into use
     * until it expires, since the 401 may have been about one resource only.
     */
    public CompletableFuture<@Nullable String> renew(String rejected) {
        lock.lock();
        try {
            AccessToken token = current;
            if (token != null && token.isUsable(clock)) {
                if (!token.authorization().equals(rejected)) {
                    return CompletableFuture.completedFuture(token.authorization());
                }
                if (failure != null || (unauthorizedPause != null && !unauthorizedPause.isPast(clock))) {
                    return CompletableFuture.completedFuture(null);
                }
                unauthorizedPause = Deadline.in(UNAUTHORIZED_PAUSE, clock);
                suspect = token;
                current = null;
                makeDue();
            } else if (failure != null) {
                return CompletableFuture.completedFuture(null);
            }
            return waiters.join()
                    .handle((authorization, failed) ->
                            failed == null && !authorization.equals(rejected) ? authorization : null);
        } finally {
            lock.unlock();
        }
    }

    /** Asks for a new token now, whatever the schedule says. Returns at once. */
    public void refreshNow() {
        lock.lock();
        try {
            makeDue();
        } finally {
            lock.unlock();
        }
    }

    /** Explains, for an error message, why there is no token. */
    public TokenUnavailableException unavailable() {
        lock.lock();
        try {
            return new TokenUnavailableException(
                    failure == null
                            ? "No Filevine access token yet: the first exchange has not been answered."
                            : "No valid Filevine access token: " + failure.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /** Returns what an operator wants to know, as of now. */
    public TokenStatus status() {
        lock.lock();
        try {
            AccessToken token = current != null ? current : suspect;
            return new TokenStatus(
                    token != null && token.isUsable(clock) ? token : null,
                    token != null && token.isStale(clock),
                    failure);
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether an exchange should be made now. Called by the refresh thread only; may read secret files. */
    boolean isDue() {
        long refused;
        lock.lock();
        try {
            if (due.isPast(clock)) {
                return true;
            }
            if (!isRefused()) {
                return false;
            }
            refused = refusedCredentials;
        } finally {
            lock.unlock();
        }
        return exchange.credentialsVersion() != refused;
    }

    /** Waits until an exchange may be due. Called by the refresh thread only. */
    @SuppressWarnings("WaitNotInLoop") // The caller loops; a spurious wake-up is one more look at the clocks.
    void awaitDue() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long check = isRefused() ? CREDENTIALS_CHECK_NANOS : CLOCK_CHECK_NANOS;
            long nanos = Math.min(due.nanosLeft(clock), check);
            if (nanos > 0) {
                long unused = dueChanged.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes one exchange and publishes its outcome. Called by the refresh thread only; never throws. */
    void exchangeOnce() {
        long sentNanos = clock.nanoTime();
        long sentMillis = clock.currentTimeMillis();
        long credentials = exchange.credentialsVersion();
        listener.exchangeStarts();
        try {
            IssuedToken issued = exchange.exchange();
            AccessToken token = new AccessToken(issued, schedule.timesFor(issued.lifetime()), sentNanos, sentMillis);
            if (!token.isUsable(clock)) {
                throw new ExchangeException(
                        ExchangeException.Kind.TRANSIENT,
                        "expired_on_arrival",
                        "the answer took longer than the token lives (" + issued.lifetime() + ").",
                        null,
                        null);
            }
            succeeded(token, tookSince(sentNanos));
        } catch (ExchangeException e) {
            failed(e, credentials, tookSince(sentNanos));
        } catch (Throwable t) {
            // Also an Error, such as a class that can't be loaded: the next attempt may find the JVM in a better state.
            ExchangeException unexpected = new ExchangeException(
                    ExchangeException.Kind.TRANSIENT, "internal_error", "unexpected " + t + ".", null, t);
            failed(unexpected, credentials, tookSince(sentNanos));
        }
    }

    private void succeeded(AccessToken token, Duration took) {
        lock.lock();
        try {
            current = token;
            suspect = null;
            failure = null;
            failures = 0;
            due = token.stale();
            outage.exchangeSucceeded(now());
        } finally {
            lock.unlock();
        }
        waiters.complete(token.authorization());
        listener.exchanged(took);
    }

    private void failed(ExchangeException e, long credentials, Duration took) {
        AccessToken usable;
        lock.lock();
        try {
            failures = failure != null && failure.kind() == e.kind() ? failures + 1 : 1;
            failure = e;
            refusedCredentials = credentials;
            Duration pause = isRefused()
                    ? RefreshSchedule.pauseAfterRejection(failures)
                    : schedule.pauseAfterTransient(failures, e.retryAfter());
            due = Deadline.in(pause, clock);
            if (suspect != null) {
                current = suspect;
                suspect = null;
            }
            AccessToken token = current;
            usable = token != null && token.isUsable(clock) ? token : null;
            outage.exchangeFailed(
                    e, pause, usable == null ? null : Instant.ofEpochMilli(usable.unusableAtMillis()), now());
        } finally {
            lock.unlock();
        }
        if (usable != null) {
            waiters.complete(usable.authorization());
        } else if (e.kind() == ExchangeException.Kind.REJECTED) {
            waiters.fail(unavailable());
        }
        listener.exchangeFailed(took, e);
    }

    private boolean isRefused() {
        return failure != null && failure.kind() == ExchangeException.Kind.REJECTED;
    }

    private void makeDue() {
        due = Deadline.in(Duration.ZERO, clock);
        dueChanged.signalAll();
    }

    private Duration tookSince(long sentNanos) {
        return Duration.ofNanos(clock.nanoTime() - sentNanos);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.currentTimeMillis());
    }
}
