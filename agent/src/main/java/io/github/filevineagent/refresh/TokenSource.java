package io.github.filevineagent.refresh;

import io.github.filevineagent.log.Log;
import io.github.filevineagent.token.TokenExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * <p>Thread-safe. The futures are completed on the refresh thread: what is attached to them must hand on, to
 * another thread, all that can take time or wait.
 */
public final class TokenSource {
    /** A 401 can mean "not allowed" as well as "token revoked", so it asks for a new token at most this often. */
    static final Duration UNAUTHORIZED_PAUSE = Duration.ofSeconds(30);

    /** How soon the refresh thread notices that the machine was suspended, or the wall clock was set. */
    private static final long CLOCK_CHECK_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** How soon it notices, while the credentials are refused, that a secret's file has changed. */
    private static final long CREDENTIALS_CHECK_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Clock clock;
    private final Refresher refresher;
    private final Waiters waiters = new Waiters();

    private volatile @Nullable AccessToken current;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition dueChanged = lock.newCondition();
    // The following are guarded by the lock; requests with a valid token never take it.
    private Deadline due;
    private @Nullable Deadline unauthorizedPause;
    private @Nullable FailureStreak failures;

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
        this.clock = clock;
        this.due = Deadline.in(Duration.ZERO, clock);
        this.refresher = new Refresher(profile, this, exchange, random, clock, log, listener);
    }

    /** Returns the value for the {@code Authorization} header, or null if there is no valid token now. Never waits. */
    public @Nullable String authorization() {
        AccessToken token = usable(current);
        return token == null ? null : token.authorization();
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
            if (failures == null) {
                // The token expired before it was refreshed, as after a suspension. After a failure the backoff rules.
                makeDue();
            }
            refresher.requestWaits();
            return waiters.join();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reports that the gateway answered 401 to a request with this header value, and returns a future of another value to
     * try once, or of null if there is none to be had: the application then gets its 401.
     *
     * <p>Compare and replace: only the token in use is replaced, so a late 401 for an old one does not hurt its successor.
     * Until its successor comes, other requests go on with it, since the 401 may have been about one resource only.
     */
    public CompletableFuture<@Nullable String> renew(String rejected) {
        lock.lock();
        try {
            AccessToken token = usable(current);
            if (token != null && !token.authorization().equals(rejected)) {
                return CompletableFuture.completedFuture(token.authorization());
            }
            if (failures != null) {
                return CompletableFuture.completedFuture(null);
            }
            // What is due is about to be made, or is being made: its outcome is this request's, too.
            if (!due.isPast(clock)) {
                if (token != null) {
                    if (unauthorizedPause != null && !unauthorizedPause.isPast(clock)) {
                        return CompletableFuture.completedFuture(null);
                    }
                    unauthorizedPause = Deadline.in(UNAUTHORIZED_PAUSE, clock);
                }
                makeDue();
            }
            return waiters.joinForOtherThan(rejected);
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
            return new TokenUnavailableException("No valid Filevine access token: "
                    + (failures == null
                            ? "the identity server has not answered yet."
                            : failures.latest().getMessage()));
        } finally {
            lock.unlock();
        }
    }

    /** Returns what an operator wants to know, as of now. */
    public TokenStatus status() {
        lock.lock();
        try {
            AccessToken token = usable(current);
            return new TokenStatus(
                    token,
                    token != null && token.isStale(clock),
                    Instant.ofEpochMilli(due.millis()),
                    failures == null ? null : failures.latest());
        } finally {
            lock.unlock();
        }
    }

    /** Returns what the refresh thread does. */
    Refresher refresher() {
        return refresher;
    }

    /** Returns whether the schedule, a request or an operator wants an exchange now. */
    boolean isDue() {
        lock.lock();
        try {
            return due.isPast(clock);
        } finally {
            lock.unlock();
        }
    }

    /** Returns what has failed since the last success, or null. */
    @Nullable
    FailureStreak failures() {
        lock.lock();
        try {
            return failures;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether an exchange has ever given a token. */
    boolean hasHadToken() {
        return current != null;
    }

    /** Returns how many requests wait for the outcome of an exchange. */
    int waiting() {
        return waiters.size();
    }

    /** Waits until an exchange may be due. Called by the refresh thread only. */
    @SuppressWarnings("WaitNotInLoop") // The caller loops; a spurious wake-up is one more look at the clocks.
    void awaitDue() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = nanosUntilNextLook();
            if (nanos > 0) {
                long unused = dueChanged.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns how long the refresh thread may sleep: what the clocks do meanwhile nobody tells it. */
    long nanosUntilNextLook() {
        lock.lock();
        try {
            return Math.min(due.nanosLeft(clock), isRefused() ? CREDENTIALS_CHECK_NANOS : CLOCK_CHECK_NANOS);
        } finally {
            lock.unlock();
        }
    }

    /** Publishes the token of a successful exchange. Called by the refresh thread only. */
    void replaceBy(AccessToken token) {
        List<CompletableFuture<String>> waiting;
        lock.lock();
        try {
            current = token;
            failures = null;
            due = token.stale();
            waiting = waiters.waiting();
        } finally {
            lock.unlock();
        }
        Waiters.complete(waiting, token.authorization());
    }

    /**
     * Publishes the failure of an exchange; the token there is, rejected or not, is used until it expires. Called by the
     * refresh thread only.
     *
     * @param pause the wait before the next exchange
     * @return the token that requests get, or null if there is no valid one
     */
    @Nullable
    AccessToken keepAfter(FailureStreak failed, Duration pause) {
        AccessToken usable;
        List<CompletableFuture<String>> waiting;
        lock.lock();
        try {
            failures = failed;
            due = Deadline.in(pause, clock);
            usable = usable(current);
            waiting = waiters.waiting();
        } finally {
            lock.unlock();
        }
        if (usable != null) {
            Waiters.complete(waiting, usable.authorization());
        } else if (failed.isRefusal()) {
            Waiters.fail(waiting, unavailable());
        }
        return usable;
    }

    private @Nullable AccessToken usable(@Nullable AccessToken token) {
        return token != null && token.isUsable(clock) ? token : null;
    }

    private boolean isRefused() {
        return failures != null && failures.isRefusal();
    }

    private void makeDue() {
        due = Deadline.in(Duration.ZERO, clock);
        dueChanged.signalAll();
    }
}
