package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.common.Log;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookTransformerTest {
    /** The common pool, which JDK 25 takes by default, has one thread where there are two processors. */
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    };

    private static final byte[] NOT_LOOKED_AT = {};

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private int connections;
    private @Nullable Error connectionFails;
    private final HookTransformer transformer = new HookTransformer(
            this::connect, new Log(new PrintStream(output, true, StandardCharsets.UTF_8), Log.Level.INFO));

    @ParameterizedTest
    @EnumSource
    void transform_hookedClass_weavesItAndConnectsTheDispatcherFirst(HookedClass target) {
        byte[] woven = transform(target.internalName(), JdkClassFile.of(target));

        assertThat(woven).isNotNull();
        assertThat(DispatcherCalls.in(woven)).isNotEmpty();
        assertThat(transformer.isWoven(target)).isTrue();
        assertThat(connections).isOne();
        assertThat(logLines()).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "com/example/Application",
                "jdk/internal/net/http/Exchange$ExchangeImpl",
                "jdk/internal/net/http/ExchangeImpl",
                "jdk.internal.net.http.Exchange",
                "sun/net/www/protocol/https/HttpURLConnection",
                "shaded/jdk/internal/net/http/Exchange",
                ""
            })
    void transform_anyOtherClass_isLeftAlone(@Nullable String className) {
        assertThat(transform(className, NOT_LOOKED_AT)).isNull();
        assertThat(connections).isZero();
        assertThat(logLines()).isEmpty();
    }

    @Test
    void transform_methodMissing_saysWhichOnceAndIsNotWoven() {
        byte[] empty = emptyClass(HookedClass.AUTHENTICATION_FILTER);

        assertThat(transform(HookedClass.AUTHENTICATION_FILTER.internalName(), empty))
                .isNotNull();
        assertThat(logLines()).hasSize(1);
        assertThat(transform(HookedClass.AUTHENTICATION_FILTER.internalName(), empty))
                .isNotNull();

        assertThat(transformer.isWoven(HookedClass.AUTHENTICATION_FILTER)).isFalse();
        assertThat(logLines())
                .singleElement()
                .asString()
                .startsWith("[filevine-agent] error: This JDK (")
                .contains("has no method jdk.internal.net.http.AuthenticationFilter.response(");
    }

    @Test
    void transform_classFileOfAFutureVersion_saysSoOnceAndLeavesItAlone() {
        byte[] future = JdkClassFile.of(HookedClass.EXCHANGE);
        future[7] = 99;

        assertThat(transform(HookedClass.EXCHANGE.internalName(), future)).isNull();
        assertThat(logLines()).hasSize(1);
        assertThat(transform(HookedClass.EXCHANGE.internalName(), future)).isNull();

        assertThat(transformer.isWoven(HookedClass.EXCHANGE)).isFalse();
        assertThat(logLines())
                .singleElement()
                .asString()
                .startsWith("[filevine-agent] error: Can't instrument jdk.internal.net.http.Exchange of this JDK (")
                .contains("99");
    }

    @Test
    void transform_dispatcherCannotBeConnected_leavesTheClassAloneUntilItCan() {
        byte[] original = JdkClassFile.of(HookedClass.URL_CONNECTION);
        connectionFails = new NoClassDefFoundError("io/github/filevineagent/bootstrap/Dispatcher");
        assertThat(transform(HookedClass.URL_CONNECTION.internalName(), original))
                .isNull();
        assertThat(transformer.isWoven(HookedClass.URL_CONNECTION)).isFalse();

        connectionFails = null;
        assertThat(transform(HookedClass.URL_CONNECTION.internalName(), original))
                .isNotNull();
        assertThat(transformer.isWoven(HookedClass.URL_CONNECTION)).isTrue();
        assertThat(logLines()).singleElement().asString().contains("NoClassDefFoundError");
    }

    @Test
    void transform_whileAnotherThreadIsConnecting_doesNotWaitForIt() throws Exception {
        CountDownLatch connecting = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        HookTransformer shared = new HookTransformer(
                () -> {
                    if (connecting.getCount() > 0) {
                        connecting.countDown();
                        awaitUninterrupted(end);
                    }
                },
                new Log(new PrintStream(output, true, StandardCharsets.UTF_8), Log.Level.INFO));
        CompletableFuture<byte @Nullable []> first =
                CompletableFuture.supplyAsync(() -> transform(shared, HookedClass.EXCHANGE), THREADS);
        assertThat(connecting.await(60, TimeUnit.SECONDS)).isTrue();

        byte[] second = CompletableFuture.supplyAsync(() -> transform(shared, HookedClass.URL_CONNECTION), THREADS)
                .get(60, TimeUnit.SECONDS);

        assertThat(second).isNotNull();
        assertThat(first).isNotDone();
        end.countDown();
        assertThat(first.get(60, TimeUnit.SECONDS)).isNotNull();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte @Nullable [] transform(HookTransformer transformer, HookedClass target) {
        return transformer.transform(null, target.internalName(), null, null, JdkClassFile.of(target));
    }

    private void connect() {
        connections++;
        Error failure = connectionFails;
        if (failure != null) {
            throw failure;
        }
    }

    private byte @Nullable [] transform(@Nullable String className, byte[] classFile) {
        return transformer.transform(null, className, null, null, classFile);
    }

    private List<String> logLines() {
        return output.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
    }

    private static byte[] emptyClass(HookedClass target) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, target.internalName(), null, "java/lang/Object", null);
        writer.visitEnd();
        return writer.toByteArray();
    }
}
