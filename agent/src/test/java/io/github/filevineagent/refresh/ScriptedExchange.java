package io.github.filevineagent.refresh;

import io.github.filevineagent.config.Secret;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.TokenExchange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers as it was told, in that order; the last answer is given again and again. Thread-safe. */
final class ScriptedExchange implements TokenExchange {
    /** What Filevine's tokens live. */
    static final Duration LIFETIME = Duration.ofMinutes(20);

    /** One answer of the identity server. */
    interface Answer {
        IssuedToken give() throws ExchangeException;
    }

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicInteger waitingRequests = new AtomicInteger();
    private final AtomicInteger awaitedEnds = new AtomicInteger();
    private volatile boolean credentialsChanged;
    private volatile Runnable onCredentialsChanged = () -> {};

    ScriptedExchange answers(Answer answer) {
        synchronized (answers) {
            answers.add(answer);
        }
        return this;
    }

    ScriptedExchange issues(String token) {
        return issues(token, LIFETIME);
    }

    ScriptedExchange issues(String token, Duration lifetime) {
        return answers(() -> new IssuedToken(Secret.of(token), lifetime, null));
    }

    ScriptedExchange isUnreachable() {
        return failsTransiently(null);
    }

    ScriptedExchange failsTransiently(@Nullable Duration retryAfter) {
        return answers(() -> {
            throw new ExchangeException(
                    ExchangeException.Kind.TRANSIENT, "http_503", "identity is down.", retryAfter, null);
        });
    }

    ScriptedExchange refuses() {
        return answers(() -> {
            throw new ExchangeException(
                    ExchangeException.Kind.REJECTED, "invalid_grant", "the PAT was refused.", null, null);
        });
    }

    /** Forgets the answers so far: the identity server's state changes now. */
    ScriptedExchange fromNow() {
        synchronized (answers) {
            answers.clear();
        }
        return this;
    }

    void changeCredentials() {
        credentialsChanged = true;
    }

    /** Runs something on the thread that asks whether the credentials have changed. */
    ScriptedExchange onCredentialsChanged(Runnable action) {
        onCredentialsChanged = action;
        return this;
    }

    /** Returns how often it was told that a request waits. */
    int waitingRequests() {
        return waitingRequests.get();
    }

    @Override
    public void requestWaits() {
        waitingRequests.incrementAndGet();
    }

    /** Returns how often somebody has waited for the end of a call. */
    int awaitedEnds() {
        return awaitedEnds.get();
    }

    @Override
    public void awaitEnd() {
        awaitedEnds.incrementAndGet();
    }

    int calls() {
        return calls.get();
    }

    /** Returns how many of its calls gave a token. */
    int issued() {
        return issued.get();
    }

    @Override
    public IssuedToken exchange() throws ExchangeException {
        calls.incrementAndGet();
        credentialsChanged = false;
        Answer answer;
        synchronized (answers) {
            answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        }
        IssuedToken token = answer.give();
        issued.incrementAndGet();
        return token;
    }

    @Override
    public boolean credentialsChanged() {
        onCredentialsChanged.run();
        return credentialsChanged;
    }
}
