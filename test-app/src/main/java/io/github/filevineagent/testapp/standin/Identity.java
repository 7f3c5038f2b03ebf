package io.github.filevineagent.testapp.standin;

import io.github.filevineagent.standin.TokenEndpointRules;
import io.github.filevineagent.standin.Verdict;
import io.github.filevineagent.testapp.standin.Seen.Remark;
import io.github.filevineagent.testapp.standin.Seen.Server;
import java.util.Map;
import java.util.OptionalInt;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** The token endpoint: exchanges a Personal Access Token for an access token; errors as in RFC 6749, section 5.2. */
final class Identity extends Endpoint {
    private final String personalAccessToken;
    private final TokenEndpointRules rules;
    private final Tokens tokens;

    Identity(ClientCredentials expected, Tokens tokens, Observer observer) {
        super(Server.IDENTITY, observer);
        this.personalAccessToken = expected.personalAccessToken();
        this.rules =
                TokenEndpointRules.at(TokenEndpointRules.PATH).withClient(expected.clientId(), expected.clientSecret());
        this.tokens = tokens;
    }

    @Override
    Answer answer(RecordedRequest request) {
        Verdict verdict = rules.judge(request, personalAccessToken::equals);
        return verdict.isGranted() ? issue() : refuse(verdict);
    }

    private Answer issue() {
        Tokens.Issued issued = tokens.issue();
        Map<String, Object> body = Map.of(
                "access_token",
                issued.value(),
                "token_type",
                "Bearer",
                "expires_in",
                issued.lifetime().toSeconds(),
                "scope",
                TokenEndpointRules.DEFAULT_SCOPE);
        return new Answer(uncached(200, body), OptionalInt.of(issued.generation()), Remark.ISSUED);
    }

    private static Answer refuse(Verdict verdict) {
        return Answer.of(uncached(verdict.status(), Map.of("error", verdict.error())))
                .withRemark(Remark.REFUSED);
    }

    private static MockResponse uncached(int status, Map<String, ?> body) {
        return Json.response(status, body)
                .newBuilder()
                .setHeader("Cache-Control", "no-store")
                .build();
    }
}
