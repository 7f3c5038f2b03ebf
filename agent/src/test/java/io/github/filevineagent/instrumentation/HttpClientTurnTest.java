package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpClientTurnTest {
    private final HttpClientTurn turn = new HttpClientTurn();

    @Test
    void await_turnHasNotCome_goesOnAfterASecond() {
        long startNanos = System.nanoTime();

        turn.await();

        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThan(Duration.ofMillis(900));
        assertThat(turn.hasCome()).isFalse();
    }

    @Test
    void await_interrupted_returnsAtOnceAndKeepsTheFlag() {
        Thread.currentThread().interrupt();

        turn.await();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void hookWatch_applicationLoadsHttpClient_itsTurnHasCome() throws Exception {
        HookWatch watch = new HookWatch(HttpClientTurnTest::unused, turn);

        load(watch, "java/net/http/HttpRequest");
        assertThat(turn.hasCome()).isFalse();
        load(watch, "java/net/http/HttpClient");

        assertThat(turn.hasCome()).isTrue();
        turn.await();
    }

    private static void load(HookWatch watch, String className) throws IllegalClassFormatException {
        assertThat(watch.transform(null, className, null, null, new byte[0])).isNull();
    }

    private static ClassFileTransformer unused() {
        throw new AssertionError("no class with hooks was loaded");
    }
}
