package io.github.filevineagent.testapp.standin;

import io.github.filevineagent.standin.Answers;
import io.github.filevineagent.standin.TokenEndpointRules;
import io.github.filevineagent.standin.Verdict;
import io.github.filevineagent.testapp.standin.Seen.Remark;
import io.github.filevineagent.testapp.standin.Seen.Server;
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
        return verdict.isGranted()
                ? issue()
                : Answer.of(Answers.refusal(verdict)).withRemark(Remark.REFUSED);
    }

    private Answer issue() {
        Tokens.Issued issued = tokens.issue();
        MockResponse grant = Answers.grant(issued.value(), issued.lifetime(), TokenEndpointRules.DEFAULT_SCOPE);
        return new Answer(grant, OptionalInt.of(issued.generation()), Remark.ISSUED);
    }
}
