package io.github.filevineagent.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.filevineagent.bootstrap.Dispatcher;
import io.github.filevineagent.instrumentation.DispatcherCalls;
import io.github.filevineagent.instrumentation.FixedHooks;
import io.github.filevineagent.instrumentation.HookPoint;
import io.github.filevineagent.instrumentation.HookedClass;
import io.github.filevineagent.instrumentation.JdkClassFile;
import io.github.filevineagent.support.Command;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HookWeaverTest {
    private final HookWeaver weaver = new HookWeaver();
    private final List<HookPoint> missing = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void weave_classOfThisJdk_insertsTheCallOfEachHookAndNoOther(HookedClass target) {
        byte[] original = JdkClassFile.of(target);

        List<String> calls = DispatcherCalls.in(woven(original, target));

        assertThat(missing).isEmpty();
        assertThat(DispatcherCalls.in(original)).isEmpty();
        for (HookPoint point : target.points()) {
            if (point.kind() == HookPoint.Kind.CHANGE_RESULT) {
                assertThat(calls).contains(DispatcherCalls.of(point));
            } else {
                assertThat(calls).containsOnlyOnce(DispatcherCalls.of(point));
            }
        }
        assertThat(calls)
                .allMatch(call ->
                        target.points().stream().map(DispatcherCalls::of).anyMatch(call::equals));
    }

    /** The JVM does not verify the JDK's own classes unless told to, so no test of the agent would notice. */
    @Test
    void weave_classesOfThisJdk_passTheVerifier(@TempDir Path directory) throws Exception {
        for (HookedClass target : HookedClass.values()) {
            Path file = directory.resolve(target.module()).resolve(target.internalName() + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, woven(JdkClassFile.of(target), target));
        }
        List<String> command = new ArrayList<>(List.of(
                Jdk.current().tool("java").toString(),
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+BytecodeVerificationLocal",
                "--patch-module=java.base=" + directory.resolve("java.base"),
                "--patch-module=java.net.http=" + directory.resolve("java.net.http"),
                "-Xbootclasspath/a:" + locationOf(Dispatcher.class),
                "--class-path=" + locationOf(Initialize.class),
                Initialize.class.getName()));
        for (HookedClass target : HookedClass.values()) {
            command.add(target.className());
        }

        Command.Finished jvm = Command.of(command).run();

        assertThat(jvm.out()).as(jvm.toString()).endsWith("3 hooked classes initialized");
        assertThat(jvm.status()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void weave_classWithoutTheMethods_reportsEachHookAsMissing(HookedClass target) {
        byte[] woven = woven(classFile(target.internalName()), target);

        assertThat(missing).containsExactlyElementsOf(target.points());
        assertThat(DispatcherCalls.in(woven)).isEmpty();
    }

    @Test
    void weave_methodWithAnotherDescriptor_reportsTheHookAsMissing() {
        byte[] woven = woven(
                classFile(HookedClass.URL_CONNECTION.internalName(), "disconnectInternal()V", "writeRequests(I)V"),
                HookedClass.URL_CONNECTION);

        assertThat(missing)
                .extracting(HookPoint::method)
                .containsExactly("writeRequests", "getServerAuthentication", "followRedirect");
        assertThat(DispatcherCalls.in(woven))
                .containsExactly("disconnectInternal()V -> beforeDisconnect(Ljava/net/HttpURLConnection;)V");
    }

    /** Another agent may have the class redefined with what it has got from us. */
    @ParameterizedTest
    @EnumSource
    void weave_classThatHasTheHooks_leavesItAlone(HookedClass target) {
        byte[] woven = woven(JdkClassFile.of(target), target);

        assertThat(weaver.weave(woven, target, missing)).isNull();
        assertThat(missing).isEmpty();
    }

    @Test
    void weave_classFileOfAFutureVersion_isRefused() {
        byte[] future = JdkClassFile.of(HookedClass.EXCHANGE);
        future[7] = 99;

        assertThatThrownBy(() -> weaver.weave(future, HookedClass.EXCHANGE, missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("99");
    }

    @Test
    void answerOnEntry_hookGivesNull_goesOnAndItsResultIsChanged() throws Exception {
        Dispatcher.connect(new FixedHooks(null));

        assertThat(sentBy(wovenExchange())).isEqualTo("changed: sent 3 times");
    }

    @Test
    void answerOnEntry_hookGivesAnAnswer_returnsItInstead() throws Exception {
        Dispatcher.connect(new FixedHooks(CompletableFuture.completedFuture("answer of the hook")));

        assertThat(sentBy(wovenExchange())).isEqualTo("answer of the hook");
    }

    @Test
    void answerOnEntry_hookThrows_goesOn() throws Exception {
        FixedHooks hooks = new FixedHooks(null);
        hooks.fail();
        Dispatcher.connect(hooks);

        assertThat(sentBy(wovenExchange())).isEqualTo("sent 3 times");
        assertThat(hooks.failures()).isEqualTo(2);
    }

    private byte[] woven(byte[] classFile, HookedClass target) {
        byte[] woven = weaver.weave(classFile, target, missing);
        assertThat(woven).isNotNull();
        return woven;
    }

    /** Defines a woven copy of a class that looks like the JDK's; other than the JDK's, it is verified. */
    private static Supplying wovenExchange() throws ReflectiveOperationException, IOException {
        String name = LikeExchange.class.getName();
        byte[] original;
        try (InputStream in = LikeExchange.class.getResourceAsStream("HookWeaverTest$LikeExchange.class")) {
            assertThat(in).isNotNull();
            original = in.readAllBytes();
        }
        byte[] woven =
                Objects.requireNonNull(new HookWeaver().weave(original, HookedClass.EXCHANGE, new ArrayList<>()));
        Class<?> type = new ClassLoader(HookWeaverTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(name, woven, 0, woven.length);
            }
        }.define();
        return (Supplying) type.getDeclaredConstructor().newInstance();
    }

    private static Object sentBy(Supplying exchange) {
        return exchange.responseAsync().join();
    }

    private static Path locationOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static byte[] classFile(String internalName, String... methods) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, internalName, null, "java/lang/Object", null);
        for (String method : methods) {
            int descriptor = method.indexOf('(');
            MethodVisitor visitor = writer.visitMethod(
                    Opcodes.ACC_PUBLIC, method.substring(0, descriptor), method.substring(descriptor), null, null);
            visitor.visitCode();
            visitor.visitInsn(Opcodes.RETURN);
            visitor.visitMaxs(0, 2);
            visitor.visitEnd();
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** What the test sees of the woven copy. */
    public interface Supplying {
        CompletableFuture<Object> responseAsync();
    }

    /** A method with the name of the JDK's, a loop at its very start, and two ways out. */
    public static final class LikeExchange implements Supplying {
        private int sent;

        @Override
        public CompletableFuture<Object> responseAsync() {
            do {
                sent++;
            } while (sent < 3);
            if (sent > 3) {
                return CompletableFuture.completedFuture("too often");
            }
            return CompletableFuture.completedFuture("sent " + sent + " times");
        }
    }

    /** The main class of the JVM that verifies. */
    public static final class Initialize {
        private Initialize() {}

        public static void main(String[] classNames) throws ClassNotFoundException {
            for (String className : classNames) {
                Class<?> unused = Class.forName(className, true, ClassLoader.getPlatformClassLoader());
            }
            System.out.print(classNames.length + " hooked classes initialized");
        }
    }
}
