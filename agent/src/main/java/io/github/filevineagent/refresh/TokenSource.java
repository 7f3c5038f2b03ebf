package io.github.filevineagent.refresh;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.token.TokenExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One profile's access token, from the first exchange on.
 *
 * <p>Requests call {@link #authorization()}, which is one volatile read and a look at the clocks, and never waits. Only
 * when that gives nothing do they {@link #await()}. After a 401 they {@link #renew}. All exchanges are made by one of the
 * {@link Workers}, and by one at a time, whoever asks.
 *
 * <p>Thread-safe. The futures are completed on a worker, or by who {@linkplain #close closes} it: what is attached to them must
 * hand on, to another thread, all that can take time or wait.
 */
public final class TokenSource {
    /** A 401 can mean "not allowed" as well as "token revoked", so it asks for a new token at most this often. */
    static final Duration UNAUTHORIZED_PAUSE = Duration.ofSeconds(30);

    /** In place of two lifetimes of the token where there was none yet: Filevine's live for about 20 minutes. */
    private static final Duration WANTED_WITHOUT_TOKEN = Duration.ofMinutes(40);

    private final Clock clock;
    private final Refresher refresher;
    private final boolean whenUsed;
    private final Waiters waiters = new Waiters();

    private volatile @Nullable AccessToken current;

    private final ReentrantLock lock = new ReentrantLock();
    // The following are guarded by the lock; requests with a valid token never take it. The workers read those that are
    // volatile without it: they look again after each change.
    private volatile Deadline due;
    private volatile @Nullable FailureStreak failures;
    private volatile long waitedSinceNanos;
    private @Nullable Deadline unauthorizedPause;
    private volatile @Nullable String closedBecause;

    /**
     * With {@code filevine.refresh=when-used}: until when the token is kept fresh if nobody uses it; null until somebody has.
     * Else always null.
     */
    private volatile @Nullable Deadline wantedUntil;

    /**
     * @param random gives numbers from 0 (inclusive) to 1 (exclusive), for the jitter
     * @param whenUsed whether it is kept fresh only where a request has used it within the token's last two lifetimes
     */
    public TokenSource(
            String profile,
            TokenExchange exchange,
            DoubleSupplier random,
            Clock clock,
            Log log,
            RefreshListener listener,
            boolean whenUsed) {
        this.clock = clock;
        this.whenUsed = whenUsed;
        this.due = Deadline.in(Duration.ZERO, clock);
        this.refresher = new Refresher(profile, this, exchange, random, clock, log, listener);
    }

    /** Returns the value for the {@code Authorization} header, or null if there is no valid token now. Never waits. */
    public @Nullable String authorization() {
        AccessToken token = usable(current);
        if (token == null) {
            return null;
        }
        if (whenUsed) {
            token.markUsed();
        }
        return token.authorization();
    }

    /** As {@link #authorization()}, for the agent's own purposes: it does not count as use. */
    public @Nullable String authorizationUnused() {
        AccessToken token = usable(current);
        return token == null ? null : token.authorization();
    }

    /**
     * Returns a future of the header value, for a request that found none. It fails with
     * {@link TokenUnavailableException} as soon as the identity server has refused the credentials, and stays incomplete
     * through failures that may pass; the caller brings the timeout.
     */
    public CompletableFuture<String> await() {
        CompletableFuture<String> waiter;
        boolean changed;
        lock.lock();
        try {
            String authorization = authorization();
            if (authorization != null) {
                return CompletableFuture.completedFuture(authorization);
            }
            boolean asleep = !isWanted() && due.isPast(clock);
            want();
            // After a pause in which nobody used it, a refusal of before that may be out of date: an exchange tells.
            if (isClosed() || (isRefused() && !asleep)) {
                return CompletableFuture.failedFuture(unavailable());
            }
            changed = asleep;
            if (failures == null && !due.isPast(clock)) {
                // The wall clock was ahead for a moment: an expired token is due. After a failure the backoff rules.
                makeDue();
                changed = true;
            }
            changed |= beginsWait();
            refresher.requestWaits();
            waiter = waiters.join();
        } finally {
            lock.unlock();
        }
        if (changed) {
            refresher.wake();
        }
        return waiter;
    }

    /**
     * Reports that the gateway answered 401 to a request with this header value, and returns a future of another value to
     * try once, or of null if there is none to be had: the application then gets its 401.
     *
     * <p>Compare and replace: only the token in use is replaced, so a late 401 for an old one does not hurt its successor.
     * Until its successor comes, other requests go on with it, since the 401 may have been about one resource only.
     */
    public CompletableFuture<@Nullable String> renew(String rejected) {
        CompletableFuture<@Nullable String> waiter;
        boolean changed = false;
        lock.lock();
        try {
            AccessToken token = usable(current);
            if (token != null && !token.authorization().equals(rejected)) {
                return CompletableFuture.completedFuture(token.authorization());
            }
            if (failures != null || isClosed()) {
                return CompletableFuture.completedFuture(null);
            }
            // If an exchange is due already, one is about to be made, or is being made. Its outcome is for this
            // request, too.
            if (!due.isPast(clock)) {
                if (token != null) {
                    if (unauthorizedPause != null && !unauthorizedPause.isPast(clock)) {
                        return CompletableFuture.completedFuture(null);
                    }
                    unauthorizedPause = Deadline.in(UNAUTHORIZED_PAUSE, clock);
                }
                makeDue();
                changed = true;
            }
            changed |= !isWanted();
            want();
            changed |= beginsWait();
            waiter = waiters.joinForOtherThan(rejected);
        } finally {
            lock.unlock();
        }
        if (changed) {
            refresher.wake();
        }
        return waiter;
    }

    /** Asks for a new token now, whatever the schedule says. Returns at once. */
    public void refreshNow() {
        lock.lock();
        try {
            makeDue();
            want();
        } finally {
            lock.unlock();
        }
        refresher.wake();
    }

    /**
     * Drops the token, for good: its profile is gone. Requests that wait for one fail, as do those that still come. An
     * exchange that is being made goes on to its end, and its token is not used.
     *
     * @param because for their exception's message
     */
    public void close(String because) {
        List<CompletableFuture<String>> waiting;
        lock.lock();
        try {
            closedBecause = because;
            current = null;
            waiting = waiters.waiting();
        } finally {
            lock.unlock();
        }
        Waiters.fail(waiting, unavailable());
    }

    /** Explains, for an error message, why there is no token. */
    public TokenUnavailableException unavailable() {
        String because;
        lock.lock();
        try {
            because = closedBecause;
            if (because == null) {
                because = failures == null
                        ? "the identity server has not answered yet."
                        : failures.latest().getMessage();
            }
        } finally {
            lock.unlock();
        }
        return new TokenUnavailableException("No valid Filevine access token: " + because);
    }

    /** Returns what an operator wants to know, as of now. */
    public TokenStatus status() {
        lock.lock();
        try {
            AccessToken token = usable(current);
            return new TokenStatus(
                    token,
                    token != null && token.isStale(clock),
                    isWanted() ? Instant.ofEpochMilli(due.millis()) : null,
                    failures == null ? null : failures.latest());
        } finally {
            lock.unlock();
        }
    }

    /** Returns what the workers do for it. */
    Refresher refresher() {
        return refresher;
    }

    /** Returns whether the schedule, a request or an operator wants an exchange now. */
    boolean isDue() {
        return due.isPast(clock) && isWanted();
    }

    /** Returns the time until that is so; what waits longer comes first. */
    long nanosUntilDue() {
        if (!isWanted()) {
            return Job.NOT_DUE;
        }
        long nanos = due.nanosLeft(clock);
        return nanos <= 0 && isWaitedFor() ? Math.min(0, waitedSinceNanos - clock.nanoTime()) : nanos;
    }

    /** Returns what has failed since the last success, or null. */
    @Nullable
    FailureStreak failures() {
        return failures;
    }

    boolean isClosed() {
        return closedBecause != null;
    }

    /** Returns whether an exchange that is made now gives the first token, since the start of the JVM or after a sleep. */
    boolean isFirst() {
        return current == null || (whenUsed && usable(current) == null);
    }

    /** Returns how many requests wait for the outcome of an exchange. */
    int waiting() {
        return waiters.size();
    }

    boolean isWaitedFor() {
        return !waiters.isEmpty();
    }

    /** Remembers until when the use of the token so far keeps it fresh. For a worker, before an exchange. */
    void noteUse() {
        if (!whenUsed) {
            return;
        }
        lock.lock();
        try {
            AccessToken token = current;
            if (token != null && token.takeUse()) {
                want();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Publishes the token of a successful exchange. Called by the worker that has made it. */
    void replaceBy(AccessToken token) {
        List<CompletableFuture<String>> waiting;
        lock.lock();
        try {
            if (isClosed()) {
                return;
            }
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
     * worker that has made it.
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
            // Those of a closed source have been told; none joins them.
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

    /** Returns whether it is to be kept fresh: always, or as long as it has been used not too long ago. */
    private boolean isWanted() {
        if (!whenUsed || isClosed()) {
            return !isClosed();
        }
        AccessToken token = current;
        Deadline until = wantedUntil;
        return (token != null && token.isUsed()) || (until != null && !until.isPast(clock));
    }

    private void want() {
        if (whenUsed) {
            AccessToken token = current;
            wantedUntil = Deadline.in(
                    token == null ? WANTED_WITHOUT_TOKEN : token.lifetime().multipliedBy(2), clock);
        }
    }

    /** Returns whether the request that is about to wait is the first that does. */
    private boolean beginsWait() {
        boolean first = waiters.isEmpty();
        if (first) {
            waitedSinceNanos = clock.nanoTime();
        }
        return first;
    }

    private void makeDue() {
        due = Deadline.in(Duration.ZERO, clock);
    }
}
