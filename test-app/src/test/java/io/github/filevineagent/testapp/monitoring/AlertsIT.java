package io.github.filevineagent.testapp.monitoring;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.filevineagent.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The alert rules and the dashboard's queries, over what the real exporter says of firms to which all kinds of things happen.
 * The rules are Prometheus' own tool's to evaluate.
 */
@Tag(SAME_ON_EVERY_JDK)
class AlertsIT {
    private static final Path ALERTS = MonitoredJvm.DELIVERED.resolve("alerts.yaml");
    private static final Path DASHBOARD = MonitoredJvm.DELIVERED.resolve("grafana-dashboard.json");
    private static final Path OPERATIONS = Path.of("../.github/OPERATIONS.md");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIRING = "count by (alertname, profile) (ALERTS{alertstate=\"firing\"})";
    private static final Pattern METRIC = Pattern.compile("filevine_agent_\\w+");
    private static final Map<Trouble, List<Sample>> SCRAPED = new EnumMap<>(Trouble.class);

    @TempDir
    Path directory;

    @BeforeAll
    static void scrape(@TempDir Path machine) throws Exception {
        try (Vendor vendor = new Vendor(machine, new TroubledIdentity())) {
            for (Trouble trouble : Trouble.values()) {
                for (Map.Entry<String, String> firm : trouble.organisations().entrySet()) {
                    if (trouble != Trouble.REFUSED && trouble != Trouble.REFUSED_LATER) {
                        vendor.register(firm.getKey(), firm.getValue());
                    }
                    vendor.addFile(firm.getKey(), firm.getValue());
                }
            }
            try (MonitoredJvm jvm = vendor.start(Jdk.current(), Order.AGENT_FIRST)) {
                // First what passes.
                jvm.scrapeWhen(scrape -> hasShown(scrape, Trouble.DOWN_LATER, Trouble.REFUSED_LATER));
                jvm.call(Trouble.NONE.organisation(), 3);
                jvm.call(Trouble.REVOKED.organisation(), 1);
                vendor.revokeTokens(Trouble.REVOKED.organisation());
                jvm.call(Trouble.REVOKED.organisation(), TroubledIdentity.REVOKED_CALLS - 1);
                jvm.scrapeWhen(scrape -> hasShown(scrape, Trouble.values()));
                jvm.end();
            }
        }
    }

    /** Takes from a scrape what it is the first to show, and returns whether all of these have been shown. */
    private static boolean hasShown(Scrape scrape, Trouble... troubles) {
        for (Trouble trouble : troubles) {
            trouble.organisations().keySet().stream()
                    .filter(profile -> trouble.isIn(scrape, profile))
                    .findFirst()
                    .ifPresent(profile -> SCRAPED.computeIfAbsent(trouble, key -> series(scrape, profile, trouble)));
        }
        return SCRAPED.keySet().containsAll(List.of(troubles));
    }

    private static List<Sample> series(Scrape scrape, String profile, Trouble trouble) {
        return scrape.ofProfile(profile).stream()
                .map(sample ->
                        sample.ofProfile(trouble.profile()).with("job", "app").with("instance", "one:9404"))
                .toList();
    }

    @Test
    void rules_check_areInOrder() throws Exception {
        Promtool.in(directory).run("check", "rules", ALERTS);
    }

    /** Each rule with its words, at the borders of its time, and with what must not set it off. */
    @Test
    void rules_theirOwnTests_pass() throws Exception {
        Promtool.in(directory).run("test", "rules", "src/test/resources/monitoring/alerts-test.yaml");
    }

    @ParameterizedTest
    @EnumSource
    void rules_realSeries_fireForWhatHappensAndNothingElse(Trouble trouble) throws Exception {
        Promtool.in(directory).evaluate(scraped(trouble), FIRING, trouble.alerts());
    }

    @Test
    void rules_allAtOnce_areOneForEachMatter() throws Exception {
        Map<String, Integer> expected = new TreeMap<>();
        List<Sample> all = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            expected.putAll(trouble.alerts());
            all.addAll(scraped(trouble));
        }

        Promtool.in(directory).evaluate(all, FIRING, expected);
    }

    @Test
    void rules_outageFor200ProfilesInTwoJvms_areTwoAlerts() throws Exception {
        assertOneAlertEach(Trouble.DOWN, Alert.NO_VALID_TOKEN, Alert.EXCHANGE_FAILING);
    }

    @Test
    void rules_200ProfilesRefusedInTwoJvms_areTwoAlerts() throws Exception {
        assertOneAlertEach(Trouble.REFUSED, Alert.NO_VALID_TOKEN, Alert.CREDENTIALS_REFUSED);
    }

    private void assertOneAlertEach(Trouble trouble, Alert... alerts) throws Exception {
        String rules = Files.readString(ALERTS);
        List<Sample> watched = scraped(trouble).stream()
                .filter(sample -> rules.contains(sample.name()))
                .toList();
        List<Sample> all = IntStream.range(0, 400)
                .boxed()
                .flatMap(i -> watched.stream()
                        .map(sample -> sample.ofProfile("p" + i % 200).with("instance", "vm" + i / 200)))
                .toList();

        Promtool.in(directory)
                .evaluate(all, FIRING, Stream.of(alerts).collect(Collectors.toMap(Alert::labels, alert -> 1)));
    }

    /** Tokens are refreshed one after the other, so an outage comes to one after the other, too. */
    @Test
    void rules_outageThatComesTo200ProfilesInTurn_areThreeAlertsInAll() throws Exception {
        Map<String, String> series = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            int due = 5 + i * 15 / 200;
            int expiry = due + 5;
            String labels = "{job=\"app\",instance=\"vm\",profile=\"p" + i + "\"}";
            series.put("filevine_agent_token_state" + labels, "1+0x" + (due - 1) + " 2+0x4 3+0x" + (40 - expiry));
            series.put(
                    "filevine_agent_exchange_consecutive_failures" + labels, "0+0x" + (due - 1) + " 1+1x" + (40 - due));
            series.put("filevine_agent_credentials_refused" + labels, "0+0x40");
            series.put("filevine_agent_token_next_refresh_timestamp_seconds" + labels, "1+60x40");
        }

        Promtool.in(directory)
                .evaluate(
                        series,
                        40,
                        "count by (alertname) (count_over_time(ALERTS{alertstate=\"firing\"}[40m]))",
                        Map.of(
                                Alert.TOKEN_OVERDUE.labels(), 1,
                                Alert.EXCHANGE_FAILING.labels(), 1,
                                Alert.NO_VALID_TOKEN.labels(), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yaml", "grafana-dashboard.json"})
    void names_ofMetrics_areScraped(String file) throws Exception {
        Set<String> scraped = SCRAPED.values().stream()
                .flatMap(List::stream)
                .map(Sample::name)
                .collect(Collectors.toSet());
        Set<String> used = METRIC.matcher(Files.readString(MonitoredJvm.DELIVERED.resolve(file)))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(scraped).hasSize(12).containsAll(used);
        assertThat(used).hasSizeGreaterThan(5);
    }

    @Test
    void operations_alerts_areThoseOfTheRules() throws Exception {
        JsonNode rules = JSON.valueToTree(new Yaml().load(Files.readString(ALERTS)));
        List<String> delivered = new ArrayList<>();
        for (JsonNode rule : rules.at("/groups/0/rules")) {
            delivered.add(rule.path("alert").asText() + " "
                    + rule.at("/labels/severity").asText());
            assertThat(rule.at("/annotations/description").asText())
                    .as("the first thing to do")
                    .startsWith("First ");
        }

        assertThat(Pattern.compile("^\\| `(Filevine\\w+)` \\| (\\w+) \\|", Pattern.MULTILINE)
                        .matcher(Files.readString(OPERATIONS))
                        .results()
                        .map(row -> row.group(1) + " " + row.group(2)))
                .containsExactlyElementsOf(delivered);
        assertThat(Stream.of(Alert.values()).map(Alert::labels))
                .as("tested")
                .containsExactlyElementsOf(rules.findValuesAsText("alert").stream()
                        .map(alert -> "{alertname=\"" + alert + "\"}")
                        .toList());
    }

    static List<String> queries() throws Exception {
        List<String> queries = new ArrayList<>();
        for (JsonNode panel : dashboard().path("panels")) {
            panel.path("targets")
                    .forEach(target -> queries.add(target.path("expr").asText()));
        }
        assertThat(queries).hasSizeGreaterThan(10);
        return queries;
    }

    @ParameterizedTest
    @MethodSource("queries")
    void dashboard_query_findsSomething(String query) throws Exception {
        String filled = fill(query);

        Promtool.in(directory).evaluate(allScraped(), "count(" + filled + ") > bool 0", Map.of("{}", 1));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void dashboard_query_asksForWhatIsChosen(String query) {
        assertThat(METRIC.matcher(query).results().count())
                .isEqualTo(Pattern.compile(
                                "filevine_agent_\\w+\\{job=~\"\\$job\", instance=~\"\\$instance\", profile=~\"\\$profile\"}")
                        .matcher(query)
                        .results()
                        .count());
    }

    @Test
    void dashboard_layout_hasEachPanelOnceAndInItsPlace() throws Exception {
        JsonNode dashboard = dashboard();
        List<JsonNode> panels = new ArrayList<>();
        dashboard.path("panels").forEach(panels::add);

        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels).extracting(panel -> panel.path("title").asText()).doesNotHaveDuplicates();
        assertThat(panels)
                .flatExtracting(AlertsIT::cells)
                .doesNotHaveDuplicates()
                .allMatch(cell -> Integer.parseInt(cell.split(",", -1)[0]) < 24);
        assertThat(dashboard.at("/templating/list").findValuesAsText("name"))
                .containsExactly("datasource", "job", "instance", "profile");
        assertThat(dashboard.path("id").isNull())
                .as("an id would be another dashboard's")
                .isTrue();
        assertThat(dashboard.path("panels").findValues("uid"))
                .isNotEmpty()
                .allMatch(uid -> uid.asText().equals("${datasource}"));
    }

    private static List<String> cells(JsonNode panel) {
        JsonNode place = panel.path("gridPos");
        List<String> cells = new ArrayList<>();
        for (int x = 0; x < place.path("w").asInt(); x++) {
            for (int y = 0; y < place.path("h").asInt(); y++) {
                cells.add((place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y));
            }
        }
        return cells;
    }

    private static List<Sample> scraped(Trouble trouble) {
        return SCRAPED.getOrDefault(trouble, List.of());
    }

    private static List<Sample> allScraped() {
        return SCRAPED.values().stream().flatMap(List::stream).toList();
    }

    /** What Grafana puts into a query where nothing is chosen. */
    private static String fill(String query) {
        return query.replaceAll("\\$(job|instance|profile)", ".*").replace("$__rate_interval", "5m");
    }

    private static JsonNode dashboard() throws Exception {
        return JSON.readTree(DASHBOARD.toFile());
    }
}
