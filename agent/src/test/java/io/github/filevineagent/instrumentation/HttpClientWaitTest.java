package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A request that finds no token: how long {@code HttpClientHooks} has it wait, and what ends it before. */
class HttpClientWaitTest extends HttpClientFixture {
    @Test
    void beforeExchange_noTokenYet_isSentOnTheClientsExecutorWhenItComes() throws Exception {
        CompletableFuture<Object> held = held(exchange(recordedPost()));
        assertThat(gateway.getRequestCount()).isZero();

        tokens().issues("a");

        assertThat(HttpClientInternals.statusOf(get(held))).isEqualTo(204);
        assertThat(gateway.getRequestCount()).isEqualTo(1);
        assertThat(threads).containsExactly("client-executor");
    }

    @Test
    void beforeExchange_noTokenWithinTokenWait_failsWithTheReasonThen() {
        settings.put("filevine.token-wait", "2s");
        long start = System.nanoTime();

        assertThat(failureOf(held(exchange(get()))))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("the identity server has not answered yet");

        // Less than twice the wait, and half a minute less than the next longer deadline that there is.
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(8));
        assertThat(tokens().profile.failedRequests()).isEqualTo(1);
        assertThat(gateway.getRequestCount()).isZero();
    }

    @Test
    void beforeExchange_noTokenAndPass_isSentWithoutItAfterTokenWait() {
        settings.put("filevine.token-wait", "100ms");
        settings.put("filevine.when-unavailable", "pass");

        assertThat(HttpClientInternals.statusOf(get(held(exchange(recordedPost())))))
                .isEqualTo(204);

        assertThat(threads).containsExactly("client-executor");
        assertThat(tokens().profile.passedRequests()).isEqualTo(1);
    }

    @Test
    void beforeExchange_credentialsRefused_failsAtOnce() {
        tokens().refuses();

        assertThat(failureOf(held(exchange(get()))))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("the PAT was refused.");
        assertThat(tokens().profile.failedRequests()).isEqualTo(1);
    }

    @Test
    void beforeExchange_credentialsRefusedAndPass_goesOnWithout() {
        settings.put("filevine.when-unavailable", "pass");
        tokens().refuses();
        JdkExchange get = exchange(get());

        assertThat(hooks().beforeExchange(get.exchange())).isNull();

        assertThat(get.authorization()).isNull();
        assertThat(tokens().profile.passedRequests()).isEqualTo(1);
    }

    @Test
    void beforeExchange_credentialsRefusedWhileItWaits_failsAtOnce() {
        CompletableFuture<Object> held = held(exchange(get()));

        tokens().refuses();

        assertThat(failureOf(held)).isExactlyInstanceOf(IOException.class);
    }

    @Test
    void beforeExchange_timeoutOfTheRequestIsShorter_timesOut() {
        assertThat(failureOf(held(exchange(get().timeout(Duration.ofMillis(100))))))
                .isExactlyInstanceOf(HttpTimeoutException.class)
                .hasMessage("request timed out");
        assertThat(tokens().profile.failedRequests()).isZero();
    }

    @Test
    void beforeExchange_timeoutBeyondAllNumbers_waitsForTheToken() {
        CompletableFuture<Object> held = held(exchange(get().timeout(Duration.ofSeconds(Long.MAX_VALUE))));
        assertThat(held).isNotDone();

        tokens().issues("a");

        assertThat(HttpClientInternals.statusOf(get(held))).isEqualTo(204);
    }

    @Test
    void beforeExchange_cancelledWhileItWaits_failsAtOnceAndIsNeverSent() {
        JdkExchange get = exchange(get());
        CompletableFuture<Object> held = held(get);

        get.cancel(new IOException("Request cancelled"));
        assertThat(failureOf(held)).hasMessage("Request cancelled");
        tokens().issues("a");

        assertThat(gateway.getRequestCount()).isZero();
    }

    /** Or else a request that is being connected could neither be cancelled nor time out. */
    @Test
    void beforeExchange_waitEndsWhileItBegins_leavesTheJdksFutureAlone() {
        settings.put("filevine.when-unavailable", "pass");
        timer = new RequestTimer() {
            @Override
            Future<?> after(long nanos, Runnable task) {
                task.run();
                await().atMost(LIMIT).until(() -> gateway.getRequestCount() == 1);
                return CompletableFuture.completedFuture(null);
            }
        };
        JdkExchange get = exchange(get());

        assertThat(HttpClientInternals.statusOf(get(held(get)))).isEqualTo(204);

        assertThat(get.exchangeFuture()).isNull();
    }

    @Test
    void beforeExchange_cancelledBefore_failsAtOnce() {
        JdkExchange get = exchange(get());
        get.cancel(new IOException("Request cancelled"));

        assertThat(failureOf(held(get))).hasMessage("Request cancelled");
    }

    @Test
    void beforeExchange_clientSaysThatItsTimeIsUp_timesOutAsARequestAndNotAsAConnection() {
        JdkExchange get = exchange(get().timeout(FOR_EVER));
        CompletableFuture<Object> held = held(get);
        HttpConnectTimeoutException early = new HttpConnectTimeoutException("HTTP connect timed out");
        early.initCause(new ConnectException("HTTP connect timed out"));

        get.cancel(early);

        assertThat(failureOf(held))
                .isExactlyInstanceOf(HttpTimeoutException.class)
                .hasMessage("request timed out");
    }
}
