package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs exchanges that must fail, and looks for secrets in all that the failure would print. */
final class Failing {
    static final String ACCESS_TOKEN = "eyJhbGciOiJSUzI1NiJ9.access-token.c2lnbmF0dXJl";

    private Failing() {}

    static ExchangeException failureOf(TokenExchange exchange) {
        ExchangeException failure = catchThrowableOfType(ExchangeException.class, exchange::exchange);
        assertThat(failure).as("the exchange should have failed").isNotNull();
        assertShowsNoSecret(failure);
        return failure;
    }

    static void assertShowsNoSecret(Throwable failure) {
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString())
                .doesNotContain(SettingsBuilder.PAT)
                .doesNotContain(Credentials.FormBody.encode(SettingsBuilder.PAT))
                .doesNotContain(SettingsBuilder.CLIENT_SECRET)
                .doesNotContain(Credentials.FormBody.encode(SettingsBuilder.CLIENT_SECRET))
                .doesNotContain(ACCESS_TOKEN);
    }
}
