package io.github.filevineagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DispatcherTest {
    private final List<Throwable> reported = new ArrayList<>();
    private final CompletableFuture<Object> response = new CompletableFuture<>();
    private final HttpURLConnection connection;
    private Throwable toThrow = new IllegalStateException("a fault of the agent");
    private boolean reportFails;

    DispatcherTest() throws IOException {
        connection = (HttpURLConnection) URI.create("http://localhost/").toURL().openConnection();
    }

    static List<Throwable> faults() {
        return List.of(
                new IllegalStateException("a fault"), new StackOverflowError(), new NoClassDefFoundError("gone"));
    }

    @BeforeEach
    void connectHooksThatThrow() {
        Dispatcher.connect((Hooks) Proxy.newProxyInstance(
                Hooks.class.getClassLoader(), new Class<?>[] {Hooks.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("onHookFailure")) {
                        throw toThrow;
                    }
                    reported.add((Throwable) arguments[0]);
                    if (reportFails) {
                        throw new OutOfMemoryError("not really");
                    }
                    return null;
                }));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachHook_throws_reportsItAndLeavesTheRequestAlone(Throwable fault) throws IOException {
        toThrow = fault;

        assertThat(callEach()).containsExactly(null, response, null, false, true, false);

        assertThat(reported).hasSize(8).allMatch(failure -> failure == fault);
    }

    @Test
    void eachHook_throwsAndReportingDoes_leavesTheRequestAlone() throws IOException {
        reportFails = true;

        assertThat(callEach()).containsExactly(null, response, null, false, true, false);

        assertThat(reported).hasSize(8);
    }

    @Test
    void beforeWrite_ioException_failsTheRequest() {
        toThrow = new IOException("no token");

        assertThatThrownBy(() -> Dispatcher.beforeWrite(connection)).isSameAs(toThrow);
        assertThat(reported).isEmpty();
    }

    private List<@Nullable Object> callEach() throws IOException {
        List<@Nullable Object> results = new ArrayList<>();
        results.add(Dispatcher.beforeExchange("exchange"));
        results.add(Dispatcher.afterExchange(response, "exchange"));
        results.add(Dispatcher.replacementFor("response"));
        Dispatcher.beforeWrite(connection);
        results.add(Dispatcher.onUnauthorized(connection));
        Dispatcher.beforeDisconnect(connection);
        results.add(Dispatcher.afterFollowRedirect(true, connection));
        results.add(Dispatcher.afterFollowRedirect(false, connection));
        return results;
    }
}
