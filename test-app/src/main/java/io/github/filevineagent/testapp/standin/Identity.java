package io.github.filevineagent.testapp.standin;

import io.github.filevineagent.testapp.standin.Seen.Remark;
import io.github.filevineagent.testapp.standin.Seen.Server;
import java.util.Map;
import java.util.OptionalInt;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** The token endpoint: exchanges a Personal Access Token for an access token; errors as in RFC 6749, section 5.2. */
final class Identity extends Endpoint {
    private static final String PATH = "/connect/token";

    private final ClientCredentials expected;
    private final Tokens tokens;

    Identity(ClientCredentials expected, Tokens tokens, Observer observer) {
        super(Server.IDENTITY, observer);
        this.expected = expected;
        this.tokens = tokens;
    }

    @Override
    Answer answer(RecordedRequest request) {
        if (!request.getTarget().equals(PATH)) {
            return Answer.of(new MockResponse.Builder().code(404).build());
        }
        if (!request.getMethod().equals("POST")) {
            return Answer.of(new MockResponse.Builder()
                    .code(405)
                    .setHeader("Allow", "POST")
                    .build());
        }
        Form form = Form.of(request);
        String error = error(request, form);
        return error == null ? issue(form.get("scope")) : refuse(error);
    }

    private @Nullable String error(RecordedRequest request, Form form) {
        String contentType = request.getHeaders().get("Content-Type");
        if (contentType == null || !contentType.startsWith("application/x-www-form-urlencoded")) {
            return "invalid_request";
        }
        if (!form.get("grant_type").equals("personal_access_token")) {
            return "unsupported_grant_type";
        }
        if (differs(expected.clientId(), form.get("client_id"))
                || differs(expected.clientSecret(), form.get("client_secret"))) {
            return "invalid_client";
        }
        if (!form.get("token").equals(expected.personalAccessToken())) {
            return "invalid_grant";
        }
        return form.get("scope").isBlank() ? "invalid_scope" : null;
    }

    private static boolean differs(@Nullable String expected, String actual) {
        return expected != null && !expected.equals(actual);
    }

    private Answer issue(String scope) {
        Tokens.Issued issued = tokens.issue();
        Map<String, Object> body = Map.of(
                "access_token",
                issued.value(),
                "token_type",
                "Bearer",
                "expires_in",
                issued.lifetime().toSeconds(),
                "scope",
                scope);
        return new Answer(uncached(200, body), OptionalInt.of(issued.generation()), Remark.ISSUED);
    }

    private static Answer refuse(String error) {
        return Answer.of(uncached(400, Map.of("error", error))).withRemark(Remark.REFUSED);
    }

    private static MockResponse uncached(int status, Map<String, ?> body) {
        return Json.response(status, body)
                .newBuilder()
                .setHeader("Cache-Control", "no-store")
                .build();
    }
}
