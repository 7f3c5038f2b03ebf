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
    private final Accounts accounts;
    private final TokenEndpointRules rules;
    private final Tokens tokens;

    /**
     * @param expected the client of each request
     * @param accounts with the PATs that are known
     */
    Identity(ClientCredentials expected, Accounts accounts, Tokens tokens, Observer observer) {
        super(Server.IDENTITY, observer);
        this.accounts = accounts;
        this.rules =
                TokenEndpointRules.at(TokenEndpointRules.PATH).withClient(expected.clientId(), expected.clientSecret());
        this.tokens = tokens;
    }

    @Override
    Answer answer(RecordedRequest request) {
        Verdict verdict = rules.judge(request, accounts::has);
        return verdict.isGranted()
                ? issue(accounts.organisationOf(TokenEndpointRules.tokenIn(TokenEndpointRules.bodyOf(request))))
                : Answer.of(Answers.refusal(verdict)).withRemark(Remark.REFUSED);
    }

    private Answer issue(String organisation) {
        Tokens.Issued issued = tokens.issue(organisation);
        MockResponse grant = Answers.grant(issued.value(), issued.lifetime(), TokenEndpointRules.DEFAULT_SCOPE);
        return new Answer(grant, OptionalInt.of(issued.generation()), Remark.ISSUED);
    }
}
