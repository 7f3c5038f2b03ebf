package io.github.filevineagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.HttpURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Loads package {@code bootstrap} as the boot loader does: with nothing else to be found but the JDK's boot classes. */
class BootLoaderTest {

    @Test
    void load_eachClassWithoutAParent_linksAndShowsItsSignatures() throws Exception {
        try (URLClassLoader boot = withoutParent()) {
            assertThat(classNames()).isNotEmpty();
            for (String name : classNames()) {
                Class<?> type = Class.forName(name, true, boot);

                assertThat(type.getClassLoader()).isSameAs(boot);
                assertThat(type.getDeclaredMethods()).isNotEmpty();
            }
        }
    }

    @Test
    void dispatcher_notConnected_leavesEachRequestAlone() throws Exception {
        try (URLClassLoader boot = withoutParent()) {
            Class<?> dispatcher = Class.forName(Dispatcher.class.getName(), true, boot);
            CompletableFuture<Object> response = new CompletableFuture<>();
            HttpURLConnection connection = (HttpURLConnection) new URL("http://localhost/").openConnection();

            assertThat(call(dispatcher, "beforeExchange", this)).isNull();
            assertThat(call(dispatcher, "afterExchange", response, this)).isSameAs(response);
            assertThat(call(dispatcher, "replacementFor", this)).isNull();
            assertThat(call(dispatcher, "beforeWrite", connection)).isNull();
            assertThat(call(dispatcher, "onUnauthorized", connection)).isEqualTo(false);
            assertThat(call(dispatcher, "beforeDisconnect", connection)).isNull();
            assertThat(call(dispatcher, "afterFollowRedirect", true, connection))
                    .isEqualTo(true);
            assertThat(call(dispatcher, "afterFollowRedirect", false, connection))
                    .isEqualTo(false);
        }
    }

    @Test
    void connectFirst_hooksThere_leavesThem() throws Exception {
        try (URLClassLoader boot = withoutParent()) {
            Class<?> dispatcher = Class.forName(Dispatcher.class.getName(), true, boot);

            call(dispatcher, "connectFirst", hooksThatReplaceBy("first", boot));
            assertThat(call(dispatcher, "replacementFor", this)).isEqualTo("first");
            call(dispatcher, "connectFirst", hooksThatReplaceBy("second", boot));
            assertThat(call(dispatcher, "replacementFor", this)).isEqualTo("first");
            call(dispatcher, "connect", hooksThatReplaceBy("real", boot));
            assertThat(call(dispatcher, "replacementFor", this)).isEqualTo("real");
            call(dispatcher, "connectFirst", hooksThatReplaceBy("late", boot));
            assertThat(call(dispatcher, "replacementFor", this)).isEqualTo("real");
        }
    }

    private static Object hooksThatReplaceBy(String replacement, ClassLoader boot) throws ClassNotFoundException {
        Class<?> hooks = Class.forName(Hooks.class.getName(), true, boot);
        return Proxy.newProxyInstance(boot, new Class<?>[] {hooks}, (proxy, method, arguments) -> replacement);
    }

    @Test
    void dispatcher_classFile_hasNoInvokeDynamic() throws IOException {
        new ClassReader(Files.readAllBytes(directory().resolve("Dispatcher.class")))
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitInvokeDynamicInsn(
                                            String call, String callDescriptor, Handle bootstrap, Object... arguments) {
                                        throw new AssertionError(
                                                name + " bootstraps a lambda or a string inside of a hook");
                                    }
                                };
                            }
                        },
                        0);
    }

    private static @Nullable Object call(Class<?> dispatcher, String name, Object... arguments) throws Exception {
        return Stream.of(dispatcher.getMethods())
                .filter(method -> method.getName().equals(name))
                .findAny()
                .orElseThrow()
                .invoke(null, arguments);
    }

    private static URLClassLoader withoutParent() throws Exception {
        return new URLClassLoader(new URL[] {location().toUri().toURL()}, null);
    }

    private static List<String> classNames() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("package-info.class"))
                    .map(file -> Dispatcher.class.getPackageName() + "." + file.replace(".class", ""))
                    .collect(Collectors.toList());
        }
    }

    private static Path directory() {
        return location().resolve(Dispatcher.class.getPackageName().replace('.', '/'));
    }

    private static Path location() {
        try {
            return Path.of(Dispatcher.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
