package io.github.filevineagent.testapp.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CasesTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void download_locatorInJson_fetchesTheAddressThatItNames() throws Exception {
        Cases cases = cases(Map.of(
                "https://gateway.example/fv-app/v2/Documents/5/locator",
                json("{\"DocumentId\":{\"Native\":5},\"Url\":\"https://storage.example/5?signature=s\"}"),
                "https://storage.example/5?signature=s",
                new Reply(200, "application/pdf", "contents".getBytes(UTF_8))));

        assertThat(cases.download(5).get().text()).isEqualTo("contents");
    }

    @Test
    void projects_emptyPageThatClaimsMore_endsTheList() throws Exception {
        Cases cases = cases(Map.of(
                "https://gateway.example/fv-app/v2/Projects?offset=0&limit=2",
                json("{\"Items\":[],\"HasMore\":true}")));

        assertThat(cases.projects().get()).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void contact_answerIsNoJson_failsAndSaysWhatWasExpected() {
        Cases cases = cases(Map.of(
                "https://gateway.example/fv-app/v2/Contacts/5", new Reply(200, "text/html", "<html>".getBytes(UTF_8))));

        assertThatThrownBy(() -> cases.contact(5).get()).hasMessageContaining("Filevine's answer is no Contact");
    }

    @Test
    void contact_notFound_failsWithCallAndStatus() {
        Cases cases = cases(Map.of());

        assertThatThrownBy(() -> cases.contact(5).get())
                .hasRootCauseInstanceOf(CallFailedException.class)
                .hasRootCauseMessage("GET /fv-app/v2/Contacts/5 answered 404");
    }

    private Cases cases(Map<String, Reply> replies) {
        return new Cases(URI.create("https://gateway.example"), call -> {
            asked.add(call.uri().toString());
            return CompletableFuture.completedFuture(
                    replies.getOrDefault(call.uri().toString(), new Reply(404, "", new byte[0])));
        });
    }

    private static Reply json(String text) {
        return new Reply(200, "application/json; charset=utf-8", text.getBytes(UTF_8));
    }
}
