package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.filevineagent.bootstrap.Hooks;
import io.github.filevineagent.common.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeferredHooksTest {
    private static final CompletableFuture<Object> RESPONSE = new CompletableFuture<>();

    private final HooksGate gate = new HooksGate(Duration.ZERO);
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final DeferredHooks deferred =
            new DeferredHooks(gate, new Log(new PrintStream(output, true, StandardCharsets.UTF_8), Log.Level.INFO));
    private final List<String> calls = new ArrayList<>();
    private final HttpURLConnection connection;

    DeferredHooksTest() throws IOException {
        connection = (HttpURLConnection) URI.create("http://localhost/").toURL().openConnection();
    }

    @Test
    void eachHook_agentReady_isHandedOnWithItsArgumentsAndResult() throws Exception {
        gate.open(recordingHooks());
        Throwable failure = new Throwable("a fault");

        assertThat(deferred.beforeExchange("exchange")).isSameAs(RESPONSE);
        assertThat(deferred.afterExchange("exchange", RESPONSE)).isSameAs(RESPONSE);
        assertThat(deferred.replacementFor("response")).isEqualTo("replacement");
        deferred.beforeWrite(connection);
        deferred.onUnauthorized(connection);
        deferred.beforeDisconnect(connection);
        assertThat(deferred.afterFollowRedirect(false, connection)).isTrue();
        deferred.onHookFailure(failure);

        assertThat(calls)
                .containsExactly(
                        "beforeExchange" + List.of("exchange"),
                        "afterExchange" + List.of("exchange", RESPONSE),
                        "replacementFor" + List.of("response"),
                        "beforeWrite" + List.of(connection),
                        "onUnauthorized" + List.of(connection),
                        "beforeDisconnect" + List.of(connection),
                        "afterFollowRedirect" + List.of(false, connection),
                        "onHookFailure" + List.of(failure));
        assertThat(output.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void onHookFailure_agentStillNotReady_saysOnceThatARequestGoesWithoutAToken() {
        assertThatThrownBy(() -> deferred.beforeWrite(connection)).isInstanceOf(IllegalStateException.class);

        deferred.onHookFailure(new IllegalStateException("not ready"));
        deferred.onHookFailure(new IllegalStateException("not ready"));

        assertThat(output.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("error", "without a token");
    }

    @Test
    void onHookFailure_agentGivenUp_leavesItToTheStartUpThreadToSaySo() {
        gate.giveUp();

        assertThatThrownBy(() -> deferred.onHookFailure(new IllegalStateException("not ready")))
                .isInstanceOf(IllegalStateException.class);

        assertThat(output.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private Hooks recordingHooks() {
        return (Hooks) Proxy.newProxyInstance(
                Hooks.class.getClassLoader(), new Class<?>[] {Hooks.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName() + Arrays.asList(arguments));
                    return resultOf(method.getReturnType());
                });
    }

    private static @Nullable Object resultOf(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == void.class) {
            return null;
        }
        return type == CompletableFuture.class ? RESPONSE : "replacement";
    }
}
