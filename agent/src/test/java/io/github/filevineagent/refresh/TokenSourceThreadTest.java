package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.common.AgentThread;
import io.github.filevineagent.config.Secret;
import io.github.filevineagent.token.IssuedToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One profile's token with the real threads, on clocks that stand still unless a test moves them. */
class TokenSourceThreadTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int THREADS = 1_000;

    private final TokenSourceFixture fixture = new TokenSourceFixture();
    private final TokenSource tokens = fixture.tokens;

    /** Counted down by each thread that waits; the identity server answers when all do. */
    private final CountDownLatch waiting = new CountDownLatch(THREADS);

    @Test
    void run_coldStart_exchangesAtOnce() {
        fixture.exchange.issues("a");

        Thread unused = start();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(tokens.authorization()).isEqualTo("Bearer a"));
    }

    @Test
    void run_nothingDue_parksUntilAnOperatorAsks() {
        Thread thread = startHolding("a");
        fixture.exchange.issues("b");
        await().atMost(LIMIT).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(fixture.exchange.calls()).isEqualTo(1);

        tokens.refreshNow();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(tokens.authorization()).isEqualTo("Bearer b"));
        assertThat(fixture.exchange.calls()).isEqualTo(2);
    }

    /** Which looks at the clocks every 15 s by itself. */
    @Test
    void renew_threadSleeps_isWoken() {
        Thread thread = startHolding("a");
        fixture.exchange.issues("b");
        await().atMost(LIMIT).until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        CompletableFuture<@Nullable String> renewed = tokens.renew("Bearer a");

        assertThat(renewed).succeedsWithin(LIMIT).isEqualTo("Bearer b");
    }

    @Test
    void await_threadSleepsBeyondTheTokensEnd_isWoken() {
        Thread thread = startHolding("a");
        fixture.exchange.issues("b");
        await().atMost(LIMIT).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        fixture.clock.advance(Duration.ofMinutes(20));

        assertThat(tokens.await()).succeedsWithin(LIMIT).isEqualTo("Bearer b");
    }

    @Test
    void await_tokenThatNobodyHasUsedYet_isWoken() {
        TokenSourceFixture unused = TokenSourceFixture.whenUsed();
        unused.exchange.issues("a");
        Thread thread = start(unused.tokens);
        await().atMost(LIMIT).until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        assertThat(unused.tokens.await()).succeedsWithin(LIMIT).isEqualTo("Bearer a");
    }

    @Test
    void run_thousandThreadsAtAColdStart_costOneExchange() {
        fixture.exchange.answers(() -> issueWhenAllWait("a"));
        Thread unused = start();

        assertThat(resultsOfThousandThreads(tokens::await))
                .containsOnly("Bearer a")
                .hasSize(THREADS);
        assertThat(fixture.exchange.calls()).isEqualTo(1);
    }

    @Test
    void run_thousandThreadsAtExpiry_costOneExchange() {
        Thread unused = startHolding("a");
        fixture.exchange.answers(() -> issueWhenAllWait("b"));
        fixture.clock.advance(Duration.ofMinutes(20));
        assertThat(tokens.authorization()).isNull();

        assertThat(resultsOfThousandThreads(tokens::await))
                .containsOnly("Bearer b")
                .hasSize(THREADS);
        assertThat(fixture.exchange.calls()).isEqualTo(2);
    }

    @Test
    void run_thousandUnauthorizedAnswers_costOneExchange() {
        Thread unused = startHolding("a");
        fixture.exchange.answers(() -> issueWhenAllWait("b"));

        assertThat(resultsOfThousandThreads(() -> tokens.renew("Bearer a")))
                .containsOnly("Bearer b")
                .hasSize(THREADS);
        assertThat(fixture.exchange.calls()).isEqualTo(2);
    }

    @Test
    void run_credentialsChangedWhileRefused_noticesWithinSeconds() {
        fixture.exchange.refuses().issues("a");
        Thread unused = start();
        await().atMost(LIMIT).until(() -> tokens.status().state() == TokenStatus.State.REFUSED);

        fixture.exchange.changeCredentials();
        fixture.clock.advance(Duration.ofSeconds(2));

        // Two, and what a busy machine adds.
        await().atMost(Duration.ofSeconds(6))
                .untilAsserted(() -> assertThat(tokens.authorization()).isEqualTo("Bearer a"));
    }

    @Test
    void run_interrupted_goesOn() {
        fixture.exchange.issues("a").issues("b");
        Thread thread = start();
        await().atMost(LIMIT).until(() -> tokens.authorization() != null);

        thread.interrupt();
        tokens.refreshNow();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(tokens.authorization()).isEqualTo("Bearer b"));
        assertThat(thread.isAlive()).isTrue();
    }

    @Test
    void run_errorsAfterAnInterrupt_pausesAndGoesOn() {
        AtomicInteger looks = new AtomicInteger();
        fixture.exchange.refuses().issues("a").onCredentialsChanged(() -> {
            switch (looks.incrementAndGet()) {
                case 1:
                    Thread.currentThread().interrupt();
                    throw new StackOverflowError();
                case 2:
                    // The interrupt has used up the first pause.
                    throw new StackOverflowError();
                default:
                    fixture.exchange.changeCredentials();
            }
        });

        long startNanos = System.nanoTime();
        Thread thread = start();
        await().atMost(LIMIT).until(() -> tokens.status().state() == TokenStatus.State.REFUSED);
        fixture.clock.advance(Duration.ofSeconds(2));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(tokens.authorization()).isEqualTo("Bearer a"));
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThan(Duration.ofMillis(900));
        assertThat(looks).hasValue(3);
        assertThat(thread.isAlive()).isTrue();
    }

    private Thread start() {
        return start(tokens);
    }

    /** Returns the one thread there is. */
    private static Thread start(TokenSource tokens) {
        List<Thread> started = new CopyOnWriteArrayList<>();
        new Workers(
                        task -> {
                            Thread thread = AgentThread.create("test", task);
                            started.add(thread);
                            return thread;
                        },
                        Workers.LONGEST_SLEEP_NANOS)
                .add(tokens);
        assertThat(started).hasSize(1);
        return started.get(0);
    }

    private Thread startHolding(String token) {
        fixture.exchange.issues(token);
        Thread thread = start();
        await().atMost(LIMIT).until(() -> tokens.authorization() != null);
        fixture.exchange.fromNow();
        return thread;
    }

    private IssuedToken issueWhenAllWait(String token) {
        try {
            assertThat(waiting.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new IssuedToken(Secret.of(token), ScriptedExchange.LIFETIME, null);
    }

    private List<@Nullable String> resultsOfThousandThreads(
            Supplier<? extends CompletableFuture<? extends @Nullable String>> request) {
        List<CompletableFuture<@Nullable String>> results = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            CompletableFuture<@Nullable String> result = new CompletableFuture<>();
            results.add(result);
            Thread thread = new Thread(() -> {
                CompletableFuture<? extends @Nullable String> token = request.get();
                waiting.countDown();
                result.complete(
                        token.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join());
            });
            thread.setDaemon(true);
            thread.start();
        }
        List<@Nullable String> values = new ArrayList<>();
        for (CompletableFuture<@Nullable String> result : results) {
            values.add(result.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join());
        }
        return values;
    }
}
