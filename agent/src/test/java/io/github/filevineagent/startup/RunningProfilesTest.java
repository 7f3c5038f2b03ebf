package io.github.filevineagent.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.filevineagent.authorize.Gateway;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.ProfilesDirectory;
import io.github.filevineagent.standin.TokenEndpointRules;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Profiles that come, change and go with the files of a directory, and their tokens with them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RunningProfilesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Log LOG = new Log(System.err, Log.Level.OFF);

    private final MockWebServer identity = new MockWebServer();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final Map<String, Integer> exchangesByPat = new ConcurrentHashMap<>();
    private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();

    @TempDir
    Path path;

    private ProfilesDirectory directory;
    private RunningProfiles profiles;
    private long nanos;

    @BeforeEach
    void start() throws Exception {
        identity.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return exchange(TokenEndpointRules.tokenIn(TokenEndpointRules.bodyOf(request)));
            }
        });
        identity.start(InetAddress.getByName("localhost"), 0);
        Properties properties = new Properties();
        properties.setProperty("filevine.pat", "main");
        properties.setProperty("filevine.identity-url", address());
        properties.setProperty("filevine.gateway-hosts", "main.example.com");
        properties.setProperty("filevine.profiles-dir", path.toString());
        AgentConfig config = new ConfigReader(properties, Map.of()).read();
        directory = new ProfilesDirectory(path.toString(), config.profiles(), LOG);
        profiles = RunningProfiles.start(config, "1.2.3", LOG);
    }

    @AfterEach
    void stop() {
        profiles.replaceThoseOfDirectory(List.of());
        identity.close();
    }

    private MockResponse exchange(String pat) {
        int number = exchanges.incrementAndGet();
        exchangesByPat.merge(pat, 1, Integer::sum);
        return answers.getOrDefault(
                pat,
                new MockResponse.Builder()
                        .body("{\"access_token\":\"of-" + pat + "-" + number + "\",\"expires_in\":1200}")
                        .build());
    }

    @Test
    void replace_newFile_isExchangedAndHasItsRequests() throws IOException {
        assertThat(profileFor("7")).isNull();

        firm("smith", "7", "pat=smith");
        firm("jones", "8", "pat=jones");
        look();

        assertToken(profileFor("7"), "Bearer of-smith-");
        assertToken(profileFor("8"), "Bearer of-jones-");
        assertThat(profileFor("9")).isNull();
        assertThat(profiles.configs()).extracting(config -> config.name()).containsExactly("default", "jones", "smith");
        Gateway main = profiles.authorizer().gatewayFor("https", "main.example.com", -1);
        assertToken(Objects.requireNonNull(main).profileFor(null), "Bearer of-main-");
    }

    @Test
    void replace_changedFile_isExchangedAnewAndItsOldTokenIsDropped() throws Exception {
        firm("smith", "7", "pat=old");
        firm("jones", "8", "pat=jones");
        look();
        Profile before = Objects.requireNonNull(profileFor("7"));
        Profile jones = Objects.requireNonNull(profileFor("8"));
        assertToken(before, "Bearer of-old-");

        firm("smith", "7", "pat=new");
        look();

        assertThat(before.tokens().authorization()).isNull();
        assertThat(before.tokens().await())
                .failsWithin(PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("its profile smith, which had the file " + path.resolve("smith.properties")
                        + ", is gone or was changed.");
        assertToken(profileFor("7"), "Bearer of-new-");
        assertThat(profileFor("8")).isSameAs(jones);
        assertThat(jones.tokens().authorization()).isNotNull();
    }

    @Test
    void replace_changedFile_countsOn() throws IOException {
        firm("smith", "7", "pat=smith");
        look();
        Objects.requireNonNull(profileFor("7")).countFailed("localhost");

        firm("smith", "9", "pat=smith");
        look();
        Profile after = Objects.requireNonNull(profileFor("9"));
        after.countFailed("localhost");

        assertThat(after.failedRequests()).isEqualTo(2);
    }

    /** So that a 401 to one that is under way is answered with the new token. */
    @Test
    void replace_changedFile_takesTheTokensInUseForItsOwnIfTheyAreOfTheSameOrganisation() throws IOException {
        firm("smith", "7", "pat=smith");
        look();
        String token = "Bearer under-way";
        Objects.requireNonNull(profileFor("7")).countAuthorized(token);

        firm("smith", "7", "pat=other");
        look();
        assertThat(Objects.requireNonNull(profileFor("7")).hasGiven(token)).isTrue();
        firm("smith", "9", "pat=other");
        look();
        assertThat(Objects.requireNonNull(profileFor("9")).hasGiven(token)).isFalse();
    }

    @Test
    void replace_removedFile_failsWhoeverWaits() throws IOException {
        answers.put(
                "smith",
                new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
        firm("smith", "7", "pat=smith");
        firm("jones", "8", "pat=jones");
        look();
        CompletableFuture<String> waiting =
                Objects.requireNonNull(profileFor("7")).tokens().await();
        assertThat(waiting).isNotDone();

        Files.delete(path.resolve("smith.properties"));
        look();

        assertThat(profileFor("7")).isNull();
        assertThat(waiting)
                .failsWithin(PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("its profile smith");
        assertToken(profileFor("8"), "Bearer of-jones-");
    }

    /** Whoever asks while a profile is being replaced may come before anybody works for the new one. */
    @Test
    void replace_requestsAllTheTime_eachGetsATokenOfItsOrganisation() throws Exception {
        firm("smith", "7", "pat=smith-0");
        look();
        CompletableFuture<Integer> requests = CompletableFuture.supplyAsync(() -> {
            int count = 0;
            while (!Thread.currentThread().isInterrupted() && identity.getRequestCount() < 50) {
                CompletableFuture<String> token =
                        Objects.requireNonNull(profileFor("7")).tokens().await();
                String authorization = token.handle((value, failure) -> failure == null ? value : "")
                        .completeOnTimeout("none in time", PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join();
                assertThat(authorization.isEmpty() || authorization.startsWith("Bearer of-smith-"))
                        .as(authorization)
                        .isTrue();
                count++;
            }
            return count;
        });

        for (int i = 1; !requests.isDone(); i++) {
            firm("smith", "7", "pat=smith-" + i);
            look();
        }

        assertThat(requests.get()).isPositive();
    }

    @Test
    void replace_sameFiles_changesNothing() throws IOException {
        firm("smith", "7", "pat=smith");
        look();
        Profile smith = profileFor("7");
        assertToken(smith, "Bearer of-smith-");
        look();
        firm("smith", "7", "# a comment", "pat=smith");
        look();

        assertThat(profileFor("7")).isSameAs(smith);
        assertThat(exchangesByPat).containsEntry("smith", 1);
    }

    /** With what worked for it: the ids that the gateway was to be asked for, too. */
    @Test
    void replace_removedFile_leavesNothingInMemory() throws IOException {
        firm("smith", "auto", "pat=smith", "user-id=auto");
        look();
        WeakReference<Profile> smith = new WeakReference<>(Objects.requireNonNull(profileFor("7")));

        Files.delete(path.resolve("smith.properties"));
        look();

        await().atMost(PATIENCE).until(() -> {
            System.gc();
            return smith.get() == null;
        });
    }

    private void firm(String name, String organisation, String... lines) throws IOException {
        Files.writeString(
                path.resolve(name + ".properties"),
                String.join("\n", lines) + "\norg-id=" + organisation + "\nidentity-url=" + address()
                        + "\ngateway-hosts=http://localhost:1");
    }

    private void look() {
        nanos += TimeUnit.SECONDS.toNanos(61);
        // Nobody has written to a file for an hour, by this clock.
        long millis = System.currentTimeMillis() + TimeUnit.HOURS.toMillis(1);
        while (directory.look(millis, nanos)) {
            nanos += TimeUnit.SECONDS.toNanos(1);
        }
        profiles.replaceThoseOfDirectory(directory.profiles());
    }

    private @Nullable Profile profileFor(String organisation) {
        Gateway gateway = profiles.authorizer().gatewayFor("http", "localhost", 1);
        return gateway == null ? null : gateway.profileFor(organisation);
    }

    private static void assertToken(@Nullable Profile profile, String beginning) {
        assertThat(profile).isNotNull();
        assertThat(profile.tokens().await()).succeedsWithin(PATIENCE).asString().startsWith(beginning);
    }

    private String address() {
        return "http://localhost:" + identity.getPort();
    }
}
