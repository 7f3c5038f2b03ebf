package io.github.filevineagent.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonReport report = new JsonReport(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void end_twoProfiles_eachHasItsOwnStepsAndSuggestions() throws Exception {
        report.settings("1.2.3", List.of(TextReportTest.setting("filevine.region", "ca")));
        report.warnings(List.of("w"));
        report.profile("default");
        report.step(Step.ok("dns", "a is b"));
        report.suggestion("filevine.org-id", List.of("55", "x7"), "filevine.org-id=55 or x7");
        report.profile("other");
        report.step(Step.failed("exchange", "http_503", "no")
                .with("tookMillis", 12L)
                .with("organisations", List.of(Map.of("id", new Step.Id("55")), Map.of("id", new Step.Id("055")))));
        report.end(1);

        assertThat(json())
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"version\":\"1.2.3\",\"settings\":[{\"key\":\"filevine.region\",\"value\":\"ca\","
                                + "\"source\":\"system property\"}],\"warnings\":[\"w\"],\"profiles\":["
                                + "{\"name\":\"default\",\"steps\":[{\"name\":\"dns\",\"outcome\":\"ok\","
                                + "\"message\":\"a is b\"}],\"suggestions\":[{\"key\":\"filevine.org-id\","
                                + "\"values\":[55,\"x7\"]}],\"outcome\":\"ok\"},"
                                + "{\"name\":\"other\",\"steps\":[{\"name\":\"exchange\",\"outcome\":\"failed\","
                                + "\"reason\":\"http_503\",\"message\":\"no\",\"tookMillis\":12,"
                                + "\"organisations\":[{\"id\":55},{\"id\":\"055\"}]}],\"suggestions\":[],\"outcome\":\"failed\"}],"
                                + "\"total\":{\"profiles\":2,\"well\":1,\"failed\":1},\"exitStatus\":1}"));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    @Test
    void problems_any_tellAllThatIsKnown() throws Exception {
        report.problems(List.of(TextReportTest.problem()));
        report.end(2);

        JsonNode problem = json().path("problems").path(0);
        assertThat(problem.path("key").asText()).isEqualTo("filevine.region");
        assertThat(problem.path("source").asText()).isEqualTo("system property");
        assertThat(problem.path("wrong").asText()).contains("eu");
        assertThat(problem.path("accepted").asText()).isEqualTo("us, ca or cjis");
        assertThat(json().path("exitStatus").asInt()).isEqualTo(2);
        assertThat(json().path("total").path("profiles").asInt(-1)).isZero();
    }

    @Test
    void write_nestedValues_keepsOrder() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putArray("z").add(1).add("a").addObject();
        object.putArray("a");

        assertThat(JsonReport.write(object)).isEqualTo("{\"z\":[1,\"a\",{}],\"a\":[]}");
    }

    @Test
    void write_anyCharacter_isReadBackFromAscii() throws Exception {
        String text = "\"\\/\b\f\n\r\t\u0000\u001b\u007f\u00e4\u20ac\ud83d\ude00";

        String json = JsonReport.write(JsonNodeFactory.instance.objectNode().put("text", text));

        assertThat(json).matches("[ -~]+");
        assertThat(new ObjectMapper().readTree(json).path("text").asText()).isEqualTo(text);
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(bytes.toByteArray());
    }
}
