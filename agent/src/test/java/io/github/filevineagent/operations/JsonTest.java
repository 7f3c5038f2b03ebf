package io.github.filevineagent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void of_nestedValues_keepsOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", List.of(1, "a", Map.of()));
        map.put("a", List.of());

        assertThat(Json.of(map)).isEqualTo("{\"z\":[1,\"a\",{}],\"a\":[]}");
    }

    @Test
    void of_anyCharacter_isReadBackInAscii() throws Exception {
        String text = "\"\\/\b\f\n\r\t\u0000\u001b\u007f\u00e4\u20ac\ud83d\ude00";

        String json = Json.of(List.of(text));

        assertThat(json).matches("[ -~]+");
        assertThat(new ObjectMapper().readTree(json).path(0).asText()).isEqualTo(text);
    }
}
