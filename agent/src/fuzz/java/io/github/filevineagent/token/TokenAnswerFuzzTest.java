package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.filevineagent.config.Secret;
import io.github.filevineagent.config.SecretSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

class TokenAnswerFuzzTest {
    private static final String PAT = "S3cr3t-of-the-test";
    private static final int[] STATUSES = {200, 201, 302, 400, 401, 404, 429, 503};

    private final ExchangeSettings settings = SettingsBuilder.at("https://identity.filevine.test/connect/token")
            .pat(SecretSource.inline(Secret.of(PAT)))
            .build();

    @FuzzTest(maxDuration = "30s")
    void tokenOf_anyAnswer_isATokenForAHeaderOrAnExplanationWithoutSecrets(FuzzedDataProvider data)
            throws ExchangeException {
        int status = data.pickValue(STATUSES);
        String header = data.consumeString(20);
        // The server repeats what it was sent.
        String body = data.consumeRemainingAsString().replace("$", PAT);
        HttpPost.Answer answer =
                new HttpPost.Answer(status, header, header, header, header, body.getBytes(StandardCharsets.UTF_8));

        try {
            IssuedToken token = TokenAnswer.tokenOf(
                    answer,
                    Credentials.read(settings),
                    new Refusals(settings, new Failures(settings), Clock.systemUTC()));
            assertThat(TokenAnswer.isBearerToken(token.value().reveal())).isTrue();
            assertThat(token.lifetime()).isPositive();
        } catch (ExchangeException e) {
            assertThat(e.getMessage()).isNotEmpty().doesNotContain(PAT);
        }
    }
}
