package io.github.filevineagent.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.bootstrap.Dispatcher;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.instrumentation.HookTransformer;
import io.github.filevineagent.instrumentation.HookedClass;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class with hooks is loaded while the agent is being put together, which stops in the midst of it. */
class DeferredAgentTest {
    private static final String STARTUP = "startup-of-the-test";

    private final CountDownLatch inTheMidst = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Instrumentation instrumentation = (Instrumentation) Proxy.newProxyInstance(
            DeferredAgentTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
                if (Thread.currentThread().getName().equals(STARTUP)) {
                    inTheMidst.countDown();
                    end.await();
                    throw new IllegalStateException("the end of the test");
                }
                return null;
            });

    @TempDir
    private @Nullable File directory;

    @AfterEach
    void endStartup() {
        end.countDown();
    }

    @Test
    void transform_agentStuckInTheMidst_isNotHeldUp() throws Exception {
        DeferredAgent agent = new DeferredAgent(config(), instrumentation, jar());
        Thread startup = new Thread(agent, STARTUP);
        startup.start();
        assertThat(inTheMidst.await(30, TimeUnit.SECONDS)).isTrue();

        for (HookedClass target : HookedClass.values()) {
            byte[] woven = CompletableFuture.supplyAsync(() -> transform(agent.get(), target))
                    .get(60, TimeUnit.SECONDS);
            assertThat(woven).as(target.className()).isNotEmpty();
        }
        assertThat(startup.isAlive()).isTrue();
    }

    @Test
    void request_agentThatGivesUp_isLetGo() throws Exception {
        DeferredAgent agent = new DeferredAgent(config(), instrumentation, jar());
        Thread startup = new Thread(agent, STARTUP);
        startup.start();
        agent.connection().connect();
        CompletableFuture<@Nullable Object> request =
                CompletableFuture.supplyAsync(() -> Dispatcher.replacementFor("response"));
        assertThat(inTheMidst.await(30, TimeUnit.SECONDS)).isTrue();

        end.countDown();

        assertThat(request.get(30, TimeUnit.SECONDS)).isNull();
        startup.join();
    }

    @Test
    void get_twoThreads_giveOneTransformer() throws Exception {
        DeferredAgent agent = new DeferredAgent(config(), instrumentation, jar());

        HookTransformer other = CompletableFuture.supplyAsync(agent).join();

        assertThat(agent.get()).isSameAs(other);
    }

    /** For the way to the boot loader that is taken where the JDK's packages stay closed, as here. */
    private File jar() throws IOException {
        File jar = new File(directory, "empty.jar");
        try (JarOutputStream out = new JarOutputStream(new FileOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("empty"));
        }
        return jar;
    }

    private static byte[] transform(HookTransformer transformer, HookedClass target) {
        try (InputStream in = ModuleLayer.boot()
                .findModule(target.module())
                .orElseThrow()
                .getResourceAsStream(target.internalName() + ".class")) {
            byte[] woven = transformer.transform(null, target.internalName(), null, null, in.readAllBytes());
            return woven == null ? new byte[0] : woven;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static AgentConfig config() {
        Properties properties = new Properties();
        properties.setProperty("filevine.pat", "not-a-real-token");
        properties.setProperty("filevine.identity-url", "http://127.0.0.1:9/connect/token");
        try {
            return new ConfigReader(properties, Map.of()).read();
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }
}
