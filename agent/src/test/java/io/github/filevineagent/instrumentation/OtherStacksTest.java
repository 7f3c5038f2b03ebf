package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.refresh.SteppedTokens;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the libraries load these classes is a matter of the integration tests with the real ones. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OtherStacksTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ClassLoader APPLICATION = new ClassLoader(ClassLoader.getSystemClassLoader()) {};
    private static final String OK_HTTP = "okhttp3/internal/http/CallServerInterceptor";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Log log = new Log(new PrintStream(output, true, StandardCharsets.UTF_8), Log.Level.WARN);
    private final List<Object> transformers = new CopyOnWriteArrayList<>();
    private final List<Class<?>> loaded = new CopyOnWriteArrayList<>();
    private final AgentConfig config = config();
    private final Profile profile = new Profile(config.profiles().get(0), new SteppedTokens().source(), host -> {});

    @ParameterizedTest
    @CsvSource({
        "okhttp3/internal/http/CallServerInterceptor, OkHttp",
        "org/apache/http/impl/execchain/ConnectionHolder, Apache HttpClient 4",
        "org/apache/hc/client5/http/impl/classic/InternalExecRuntime, Apache HttpClient 5",
        "org/apache/hc/client5/http/impl/async/InternalHttpAsyncExecRuntime, Apache HttpClient 5",
        "io/netty/handler/codec/http/HttpClientCodec, Netty",
        "org/eclipse/jetty/client/HttpExchange, Jetty's HttpClient",
        "org/eclipse/jetty/client/transport/HttpExchange, Jetty's HttpClient",
    })
    void transform_firstRequestOfAnotherStack_isWarnedOfOnce(String className, String name) {
        OtherStacks stacks = stacks(Duration.ofMillis(1));

        assertThat(transform(stacks, APPLICATION, className)).isNull();
        await().atMost(LIMIT).until(() -> !logLines().isEmpty());
        assertThat(transform(stacks, APPLICATION, className)).isNull();

        awaitNoThread();
        assertThat(logLines())
                .containsExactly(
                        "[filevine-agent] warn: " + name + " has made a request, and none through the JDK's HTTP"
                                + " clients has gone to a gateway host so far. The agent adds the token to requests of"
                                + " java.net.http.HttpClient and HttpURLConnection only: if the calls to Filevine go through "
                                + name
                                + ", they get none, and have to use one of the two.");
    }

    @Test
    void transform_gatewayMetByThen_isSilentAndLooksNoMore() {
        OtherStacks stacks = stacks(Duration.ofMillis(1));
        profile.countPassed();

        transform(stacks, APPLICATION, OK_HTTP);

        await().atMost(LIMIT).until(transformers::isEmpty);
        awaitNoThread();
        assertThat(logLines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io/netty/handler/codec/http/HttpServerCodec",
                "io/netty/handler/codec/http/HttpClientCodes",
                "org/eclipse/jetty/server/HttpChannel",
                "okhttp3/OkHttpClient",
                "org/apache/http/client/HttpClient",
                "java/lang/String"
            })
    void transform_serversAndLibrariesThatAreNotInUse_isSilent(String className) {
        transform(stacks(Duration.ofMillis(1)), APPLICATION, className);

        awaitNoThread();
        assertThat(logLines()).isEmpty();
    }

    /** Such as the exporter of an agent for telemetry, in a loader that the application knows nothing of. */
    @Test
    void transform_anotherAgentsOwn_isSilent() {
        OtherStacks stacks = stacks(Duration.ofMillis(1));

        transform(stacks, new ClassLoader(null) {}, OK_HTTP);
        transform(stacks, null, OK_HTTP);
        transform(stacks, APPLICATION, null);

        awaitNoThread();
        assertThat(logLines()).isEmpty();
    }

    /** The JVM of the tests has OkHttp for its servers. */
    @Test
    void start_classesLoadedBefore_countToo() throws Exception {
        loaded.add(String.class);
        loaded.add(Class.forName("okhttp3.internal.http.CallServerInterceptor"));

        OtherStacks unused = stacks(Duration.ofMillis(1));

        await().atMost(LIMIT).until(() -> !logLines().isEmpty());
        awaitNoThread();
        assertThat(logLines()).singleElement().asString().contains("OkHttp has made a request");
    }

    @Test
    void transform_withinTheMinute_isSilent() {
        OtherStacks stacks = stacks(Duration.ofHours(1));

        transform(stacks, APPLICATION, OK_HTTP);

        await().atMost(LIMIT).until(() -> threads() == 1);
        assertThat(logLines()).isEmpty();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("filevine-agent-stacks"))
                .forEach(Thread::interrupt);
        awaitNoThread();
    }

    private OtherStacks stacks(Duration patience) {
        Authorizer authorizer = new Authorizer(config, List.of(profile), log, host -> {});
        OtherStacks stacks = new OtherStacks(instrumentation(), authorizer, log, patience);
        stacks.start();
        return stacks;
    }

    private static void awaitNoThread() {
        await().atMost(LIMIT).until(() -> threads() == 0);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("filevine-agent-stacks"))
                .count();
    }

    private static byte @Nullable [] transform(
            OtherStacks stacks, @Nullable ClassLoader loader, @Nullable String className) {
        return stacks.transform(loader, className, null, null, new byte[0]);
    }

    private Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "addTransformer":
                            return transformers.add(arguments[0]);
                        case "removeTransformer":
                            return transformers.remove(arguments[0]);
                        case "getAllLoadedClasses":
                            return loaded.toArray(new Class<?>[0]);
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private static AgentConfig config() {
        Properties properties = new Properties();
        properties.setProperty("filevine.pat", "p");
        try {
            return new ConfigReader(properties, Map.of()).read();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> logLines() {
        return output.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
    }
}
