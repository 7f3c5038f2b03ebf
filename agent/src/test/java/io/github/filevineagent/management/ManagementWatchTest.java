package io.github.filevineagent.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.Secret;
import io.github.filevineagent.refresh.Clock;
import io.github.filevineagent.refresh.TokenSource;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.TokenExchange;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The watch, and with it the profile's MBean in this JVM's own server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ManagementWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BUILDER = "javax/management/MBeanServerBuilder";
    private static final String RECORDER = "jdk/jfr/FlightRecorder";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final FlightRecorderUse flightRecorder = new FlightRecorderUse();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Log log = new Log(new PrintStream(logged, true, StandardCharsets.UTF_8), Log.Level.DEBUG);
    private final ProfileMonitor monitor = new ProfileMonitor("watched", flightRecorder, log);
    private final List<Object> transformers = new ArrayList<>();
    private ObjectName name;
    private AgentConfig config;
    private Profile profile;

    @BeforeEach
    void makeProfile() throws Exception {
        name = new ObjectName("io.github.filevineagent:type=Profile,name=watched");
        Properties properties = new Properties();
        properties.setProperty("filevine.pat", "p");
        properties.setProperty("filevine.profiles", "watched");
        properties.setProperty("filevine.profile.watched.pat", "p");
        properties.setProperty("filevine.profile.watched.gateway-hosts", "gateway.example.com");
        TokenSource tokens = new TokenSource("watched", new NoExchange(), () -> 0, Clock.SYSTEM, log, monitor, false);
        config = new ConfigReader(properties, Map.of()).read();
        profile = new Profile(config.profiles().get(1), tokens, monitor);
    }

    @AfterEach
    void unregister() throws Exception {
        if (server.isRegistered(name)) {
            server.unregisterMBean(name);
        }
    }

    @Test
    void transform_builderOfMBeanServers_registersTheProfilesOnce() throws Exception {
        ManagementWatch watch = watch(true);

        assertThat(transform(watch, BUILDER)).isNull();
        await().atMost(PATIENCE).until(() -> server.isRegistered(name));
        assertThat(transform(watch, BUILDER)).isNull();

        await().atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("filevine-agent-jmx")));
        assertThat(logged.toString(StandardCharsets.UTF_8).lines())
                .as("a second registration would have failed")
                .containsExactly("[filevine-agent] debug: profile watched: registered with JMX as " + name + ".");
    }

    @Test
    void show_profilesComeAndGo_areSeenWithTheirNumbers() throws Exception {
        ManagementWatch watch = watch(true);
        transform(watch, BUILDER);
        await().atMost(PATIENCE).until(() -> server.isRegistered(name));
        ObjectName otherName = new ObjectName("io.github.filevineagent:type=Profile,name=default");
        ProfileMonitor otherMonitor = new ProfileMonitor("default", flightRecorder, log);
        Profile other = new Profile(config.profiles().get(0), profile.tokens(), otherMonitor);
        repeat(3, () -> other.countFailed("gw.example.com"));

        watch.show(Map.of(profile, monitor, other, otherMonitor));
        await().atMost(PATIENCE).until(() -> server.isRegistered(otherName));
        assertThat(server.getAttribute(otherName, "FailedRequests")).isEqualTo(3L);

        watch.show(Map.of(other, otherMonitor));
        await().atMost(PATIENCE).until(() -> !server.isRegistered(name));

        watch.show(Map.of());
        await().atMost(PATIENCE).until(() -> !server.isRegistered(otherName));
    }

    /** Whoever watches it should not find it missing for a moment. */
    @Test
    void show_profileInPlaceOfAnother_isTheSameBean() throws Exception {
        ManagementWatch watch = watch(true);
        transform(watch, BUILDER);
        await().atMost(PATIENCE).until(() -> server.isRegistered(name));
        Profile successor = new Profile(config.profiles().get(1), profile.tokens(), monitor);
        repeat(3, () -> successor.countFailed("gw.example.com"));
        List<Object> notifications = new CopyOnWriteArrayList<>();
        NotificationListener listener = (notification, handback) -> notifications.add(notification);
        server.addNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener, null, null);
        try {
            watch.show(Map.of(successor, monitor));

            await().atMost(PATIENCE)
                    .until(() -> server.getAttribute(name, "FailedRequests").equals(3L));
            assertThat(notifications).isEmpty();
        } finally {
            server.removeNotificationListener(MBeanServerDelegate.DELEGATE_NAME, listener);
        }
    }

    @Test
    void show_noServerYet_registersWhatIsThereWhenItIs() throws Exception {
        ManagementWatch watch = new ManagementWatch(flightRecorder, true, Map.of(), log);
        watch.show(Map.of(profile, monitor));
        assertThat(server.isRegistered(name)).isFalse();

        transform(watch, BUILDER);

        await().atMost(PATIENCE).until(() -> server.isRegistered(name));
    }

    /** One that the application has registered under our name, or taken away, is no reason to leave the others alone. */
    @Test
    void show_nameIsTaken_showsTheOthersAndWarnsOnce() throws Exception {
        server.registerMBean(new ProfileBean(profile, monitor), name);
        ObjectName otherName = new ObjectName("io.github.filevineagent:type=Profile,name=default");
        Profile other = new Profile(config.profiles().get(0), profile.tokens(), monitor);
        ManagementWatch watch = new ManagementWatch(flightRecorder, true, Map.of(profile, monitor), log);
        transform(watch, BUILDER);
        watch.show(Map.of(profile, monitor, other, monitor));

        await().atMost(PATIENCE).until(() -> server.isRegistered(otherName));
        server.unregisterMBean(otherName);
        watch.show(Map.of());
        await().atMost(PATIENCE)
                .until(() ->
                        logged.toString(StandardCharsets.UTF_8).contains("profile default: can't be taken out of JMX"));
        assertThat(logged.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("warn: "))
                .singleElement()
                .asString()
                .contains("the profiles can't be registered with JMX (javax.management.InstanceAlreadyExistsException");
    }

    @Test
    void transform_jmxSwitchedOffOrOtherClasses_registersNothing() {
        assertThat(transform(watch(false), BUILDER)).isNull();
        assertThat(transform(watch(true), "javax/management/MBeanServer")).isNull();
        assertThat(transform(watch(true), null)).isNull();

        assertThat(logged.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("filevine-agent-jmx"));
        assertThat(flightRecorder.hasBegun()).isFalse();
    }

    @Test
    void transform_flightRecorder_notesIt() {
        transform(watch(false), RECORDER);

        assertThat(flightRecorder.hasBegun()).isTrue();
    }

    @Test
    void start_classesLoadedBefore_countToo() {
        ManagementWatch watch = watch(true);

        watch.start(instrumentation(String.class, jdk.jfr.FlightRecorder.class, MBeanServerBuilder.class));

        assertThat(transformers).containsExactly(watch);
        assertThat(flightRecorder.hasBegun()).isTrue();
        await().atMost(PATIENCE).until(() -> server.isRegistered(name));
    }

    /** The name alone is not enough: an application's own class may have it. */
    @Test
    void start_nothingOfTheJdksLoaded_startsNothing() {
        watch(true).start(instrumentation(String.class, ManagementWatchTest.class));

        assertThat(flightRecorder.hasBegun()).isFalse();
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void bean_countsThatDiffer_showsEachUnderItsName() throws Exception {
        repeat(2, () -> profile.countAuthorized("Bearer a"));
        repeat(2, profile::countPassed);
        profile.countPassedWithoutToken("gateway.example.com");
        repeat(4, () -> profile.countFailed("gateway.example.com"));
        repeat(5, () -> profile.countReplayed("gateway.example.com"));
        monitor.exchanged(Duration.ofMillis(1));
        monitor.exchangeFailed(
                Duration.ofMillis(1),
                new ExchangeException(ExchangeException.Kind.TRANSIENT, "http_503", "down", null, null));
        ProfileBean bean = new ProfileBean(profile, monitor);

        server.registerMBean(bean, name);

        assertThat(server.getAttribute(name, "GatewayHosts"))
                .asInstanceOf(InstanceOfAssertFactories.array(String[].class))
                .containsExactly("https://gateway.example.com");
        assertThat(server.getAttribute(name, "Organisation")).isNull();
        assertThat(server.getAttribute(name, "AuthorizedRequests")).isEqualTo(2L);
        assertThat(server.getAttribute(name, "PassedRequests")).isEqualTo(3L);
        assertThat(server.getAttribute(name, "FailedRequests")).isEqualTo(4L);
        assertThat(server.getAttribute(name, "ReplayedRequests")).isEqualTo(5L);
        assertThat(server.getAttribute(name, "Exchanges")).isEqualTo(2L);
        assertThat(server.getAttribute(name, "ConsecutiveFailures")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "CredentialsRefused")).isEqualTo(false);
        assertThat(bean.getFailures()).isEqualTo(Map.of("http_503", 1L));
        assertThat(server.getAttribute(name, "LastRefresh")).isNotNull();
        assertThat(server.getAttribute(name, "Expiry")).isNull();
        assertThat(server.getAttribute(name, "State"))
                .isEqualTo(profile.tokens().status().state().name());
        assertThat(logged.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("gateway.example.com answered 401"))
                .hasSize(5);
    }

    @Test
    void refreshNow_exchangeEnds_returnsWhatCameOfIt() throws Exception {
        assertThat(refreshNow(() -> monitor.exchanged(Duration.ofMillis(1))))
                .startsWith("There is a new token, which is used until ");
        assertThat(refreshNow(() -> monitor.exchangeFailed(
                        Duration.ofMillis(1),
                        new ExchangeException(ExchangeException.Kind.TRANSIENT, "http_503", "down.", null, null))))
                .isEqualTo("The exchange failed (http_503): down.");
    }

    @Test
    void refreshNow_exchangeDoesNotEnd_saysSo() {
        assertThat(new ProfileBean(profile, monitor, Duration.ofMillis(1)).refreshNow())
                .isEqualTo("Nothing within 0 s. See LastError and NextRefresh later.");
    }

    @Test
    void info_anyFeature_saysWhatItIs() {
        MBeanInfo info = new ProfileBean(profile, monitor).getMBeanInfo();

        assertThat(info.getDescription()).contains("filevine-agent");
        assertThat(info.getAttributes())
                .hasSize(16)
                .allSatisfy(attribute -> assertThat(attribute.getDescription())
                        .isNotEqualTo(attribute.getName())
                        .contains(" "));
        assertThat(info.getOperations()).singleElement().satisfies(operation -> {
            assertThat(operation.getDescription()).contains("returns what came of it");
            assertThat(operation.getImpact()).isEqualTo(MBeanOperationInfo.ACTION);
            assertThat(operation.getReturnType()).isEqualTo("java.lang.String");
        });
    }

    /** Calls it on a thread of its own, and has an exchange end until it has returned. */
    private String refreshNow(Runnable outcome) throws Exception {
        CompletableFuture<String> returned =
                CompletableFuture.supplyAsync(() -> new ProfileBean(profile, monitor).refreshNow());
        await().atMost(PATIENCE).until(() -> {
            outcome.run();
            return returned.isDone();
        });
        return returned.get();
    }

    private ManagementWatch watch(boolean jmx) {
        return new ManagementWatch(flightRecorder, jmx, Map.of(profile, monitor), log);
    }

    private static byte @Nullable [] transform(ManagementWatch watch, @Nullable String className) {
        return watch.transform(null, className, null, null, new byte[0]);
    }

    private Instrumentation instrumentation(Class<?>... loaded) {
        return (Instrumentation) Proxy.newProxyInstance(
                ManagementWatchTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getAllLoadedClasses")) {
                        return loaded;
                    }
                    assertThat(method.getName()).isEqualTo("addTransformer");
                    assertThat(arguments).hasSize(1);
                    assertThat(arguments[0]).isInstanceOf(ClassFileTransformer.class);
                    transformers.add(arguments[0]);
                    return null;
                });
    }

    private static void repeat(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            action.run();
        }
    }

    private static final class NoExchange implements TokenExchange {
        @Override
        public IssuedToken exchange() {
            return new IssuedToken(Secret.of("t"), Duration.ofMinutes(20), null);
        }

        @Override
        public boolean credentialsChanged() {
            return false;
        }
    }
}
