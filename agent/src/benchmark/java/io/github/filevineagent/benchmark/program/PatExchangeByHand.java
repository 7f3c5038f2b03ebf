package io.github.filevineagent.benchmark.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one writes who has no agent: the exchange through the program's own client, and Jackson for the answer. */
final class PatExchangeByHand {
    private static final String SCOPE =
            "fv.api.gateway.access tenant filevine.v2.api.* openid email fv.auth.tenant.read";

    private PatExchangeByHand() {}

    static String accessToken(Get client) throws IOException, InterruptedException {
        String pat = Files.readString(Path.of(System.getProperty("benchmark.pat-file")))
                .trim();
        String form = "grant_type=personal_access_token&token=" + encode(pat) + "&scope=" + encode(SCOPE);
        byte[] answer = client.exchange(URI.create(System.getProperty("benchmark.identity")), form);
        JsonNode json = new ObjectMapper().readTree(answer);
        return json.get("access_token").asText();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
