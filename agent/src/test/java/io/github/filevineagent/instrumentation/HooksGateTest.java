package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HooksGateTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Object HOOKS = "hooks";

    @Test
    void await_hooksThere_areReturnedWithoutWaiting() {
        HooksGate gate = new HooksGate(Duration.ZERO);
        gate.open(HOOKS);

        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.await()).isSameAs(HOOKS);
    }

    @Test
    void await_hooksThatComeLater_areWaitedFor() throws Exception {
        HooksGate gate = new HooksGate(LONG);
        CompletableFuture<Object> hooks = CompletableFuture.supplyAsync(gate::await);
        assertThat(gate.isOpen()).isFalse();

        gate.open(HOOKS);

        assertThat(hooks.get(30, TimeUnit.SECONDS)).isSameAs(HOOKS);
    }

    @Test
    void await_givenUp_failsAtOnce() {
        HooksGate gate = new HooksGate(LONG);

        gate.giveUp();

        assertThat(gate.isOpen()).isTrue();
        assertThatThrownBy(gate::await).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void await_givenUpAfterTheHooks_returnsThem() {
        HooksGate gate = new HooksGate(LONG);
        gate.open(HOOKS);

        gate.giveUp();

        assertThat(gate.await()).isSameAs(HOOKS);
    }

    @Test
    void await_hooksThatNeverCome_endsAtTheLimitAndStaysClosed() {
        HooksGate gate = new HooksGate(Duration.ofMillis(50));
        long start = System.nanoTime();

        assertThatThrownBy(gate::await).isInstanceOf(IllegalStateException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void await_interrupted_waitsOnAndKeepsTheFlag() throws Exception {
        HooksGate gate = new HooksGate(LONG);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            Thread.currentThread().interrupt();
            Object unused = gate.await();
            flag.complete(Thread.currentThread().isInterrupted());
        });
        waiting.start();

        gate.open(HOOKS);

        assertThat(flag.get(30, TimeUnit.SECONDS)).isTrue();
    }
}
