package io.github.filevineagent.testapp.monitoring;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.support.Jdk;
import io.github.filevineagent.testapp.standin.Filter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The real exporter beside the agent, with the configuration that is delivered. */
class ExporterIT {
    /** Of a profile with a token whose last exchange did not fail. */
    private static final List<String> METRICS = List.of(
            "filevine_agent_authorized_requests_total",
            "filevine_agent_credentials_refused",
            "filevine_agent_exchange_consecutive_failures",
            "filevine_agent_exchanges_total",
            "filevine_agent_failed_requests_total",
            "filevine_agent_passed_requests_total",
            "filevine_agent_replayed_requests_total",
            "filevine_agent_token_expiry_timestamp_seconds",
            "filevine_agent_token_last_refresh_timestamp_seconds",
            "filevine_agent_token_next_refresh_timestamp_seconds",
            "filevine_agent_token_state");

    private static final List<String> FIRMS = List.of("smith", "jones", "night-watch_2", "brown");

    @TempDir
    Path directory;

    private Vendor vendor;

    @BeforeEach
    void threeFirms() throws IOException {
        vendor = new Vendor(directory, Filter.NONE);
        for (String firm : FIRMS.subList(0, 3)) {
            vendor.register(firm, organisationOf(firm));
            vendor.addFile(firm, organisationOf(firm));
        }
    }

    @AfterEach
    void close() {
        vendor.close();
    }

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    static Stream<Arguments> jdksAndOrders() {
        return jdks().stream().flatMap(jdk -> Stream.of(Order.values()).map(order -> Arguments.of(jdk, order)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("jdksAndOrders")
    void scrape_threeProfiles_hasOneSeriesOfEachMetricForEach(Jdk jdk, Order order) throws Exception {
        Instant before = Instant.now();
        try (MonitoredJvm jvm = vendor.start(jdk, order)) {
            jvm.scrapeWhen(scrape -> areFresh(scrape, "smith", "jones", "night-watch_2"));
            jvm.call(organisationOf("smith"), 2);
            Scrape scrape = jvm.scrapeWhen(it -> it.value("authorized_requests_total", "smith") == 2);
            jvm.end();

            assertOneSeriesEach(scrape, "smith", "jones", "night-watch_2");
            assertThat(scrape.value("authorized_requests_total", "jones")).isZero();
            assertThat(scrape.value("exchanges_total", "smith")).isGreaterThanOrEqualTo(1);
            assertThat(scrape.value("token_last_refresh_timestamp_seconds", "smith"))
                    .isBetween(seconds(before), seconds(Instant.now()));
            assertThat(scrape.value("token_expiry_timestamp_seconds", "smith"))
                    .isBetween(seconds(before) + 1100, seconds(Instant.now()) + 1200);
            assertThat(scrape.text()).doesNotContain(Vendor.SECRET, "fv-demo-");
            assertThat(jvm.messages().lines().filter(line -> line.startsWith("[filevine-agent]")))
                    .as("both clients' hooks")
                    .anyMatch(line -> line.contains(" is active. ") && line.endsWith("HttpClient, HttpURLConnection."));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void scrape_profilesComeAndGo_hasTheSeriesOfThoseThatAreThere(Jdk jdk) throws Exception {
        try (MonitoredJvm jvm = vendor.start(jdk, Order.AGENT_FIRST)) {
            jvm.scrapeWhen(scrape -> areFresh(scrape, "smith", "jones", "night-watch_2"));

            vendor.register("brown", organisationOf("brown"));
            vendor.addFile("brown", organisationOf("brown"));
            vendor.removeFile("smith");

            Scrape scrape = jvm.scrapeWhen(it -> areFresh(it, "brown", "jones", "night-watch_2"));
            jvm.end();
            assertOneSeriesEach(scrape, "brown", "jones", "night-watch_2");
        }
    }

    @Tag(SAME_ON_EVERY_JDK)
    @Test
    void scrape_tokensOnlyWhenUsed_sayThatNoneIsWanted() throws Exception {
        try (MonitoredJvm jvm = vendor.start(Jdk.current(), Order.AGENT_FIRST, "-Dfilevine.refresh=when-used")) {
            jvm.call(organisationOf("jones"), 1);
            Scrape scrape = jvm.scrapeWhen(it -> it.value("token_state", "jones") == 1);
            jvm.end();

            assertThat(scrape.value("token_state", "smith")).isZero();
            assertThat(scrape.value("exchanges_total", "smith")).isZero();
            assertThat(scrape.value("token_next_refresh_timestamp_seconds", "smith"))
                    .as("absent")
                    .isNaN();
            assertThat(scrape.value("token_next_refresh_timestamp_seconds", "jones"))
                    .isGreaterThan(seconds(Instant.now()));
        }
    }

    private static void assertOneSeriesEach(Scrape scrape, String... profiles) {
        assertThat(scrape.ofAgent())
                .extracting(sample -> sample.name() + sample.labels())
                .containsExactlyInAnyOrderElementsOf(METRICS.stream()
                        .flatMap(metric -> Stream.of(profiles).map(profile -> metric + Map.of("profile", profile)))
                        .toList());
        assertThat(scrape.ofAgent())
                .allSatisfy(sample -> assertThat(scrape.types().get(sample.name()))
                        .as(sample.name())
                        .isEqualTo(sample.isCounter() ? "counter" : "gauge"));
        assertThat(scrape.samples())
                .as("the exporter's own, and nothing of other beans")
                .allMatch(sample -> sample.name().matches("(filevine_agent|jmx|jvm|process)_.*"));
        assertThat(scrape.samples())
                .filteredOn(sample -> sample.name().equals("jmx_scrape_error"))
                .singleElement()
                .extracting(Sample::value)
                .isEqualTo(0.0);
    }

    private static boolean areFresh(Scrape scrape, String... profiles) {
        Set<String> there = scrape.ofAgent().stream().map(Sample::profile).collect(Collectors.toSet());
        return there.equals(Set.of(profiles))
                && there.stream().allMatch(profile -> scrape.value("token_state", profile) == 1);
    }

    private static String organisationOf(String firm) {
        return String.valueOf(4000 + FIRMS.indexOf(firm));
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }
}
