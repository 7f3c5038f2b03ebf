package io.github.filevineagent.instrumentation;

import static io.github.filevineagent.instrumentation.UrlConnectionFixture.answer;
import static io.github.filevineagent.instrumentation.UrlConnectionFixture.authorization;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.filevineagent.authorize.Firms;
import java.io.IOException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several firms on one host, through {@code HttpURLConnection}: each request gets the token of the organisation that it names. */
class UrlConnectionFirmsTest extends UrlConnectionFirmsFixture {
    UrlConnectionFirmsTest() throws IOException {}

    @ParameterizedTest
    @CsvSource({
        "x-fv-orgid, 7, Bearer token-of-a",
        "X-FV-ORGID, 8, Bearer token-of-b",
        "x-Fv-OrgId, ' 8\t', Bearer token-of-b",
        "x-fv-orgid, 9, ",
        "x-fv-orgid, '', ",
        "x-fv-orgid, ' ', ",
        "x-fv-orgid, , ",
        "x-fv-orgid, 007, ",
        "x-fv-orgid, '7,8', ",
        "x-fv-orgid, '+7', ",
        "x-fv-orgid, '\uFF17', ",
        "x-fv-orgid, '\u0667', ",
        "x-other, 7, ",
    })
    void beforeWrite_organisation_hasItsTokenOrNone(String name, @Nullable String value, @Nullable String expected)
            throws IOException {
        UrlConnectionHooks hooks = hooks(firms("a=7 b=8"));
        HttpURLConnection connection = open();
        connection.setRequestProperty(name, value);
        connection.connect();

        if (expected == null) {
            assertThatThrownBy(() -> hooks.beforeWrite(connection)).isExactlyInstanceOf(IOException.class);
        } else {
            hooks.beforeWrite(connection);
        }

        assertThat(authorization(connection)).isEqualTo(expected);
        assertThat(UrlConnectionInternals.requestHeader(connection, name)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"7, 8", "7, 7", "9, 9"})
    void beforeWrite_organisationNamedTwice_hasNoToken(String first, String second) throws IOException {
        UrlConnectionHooks hooks = hooks(firms("a=7 others="));
        HttpURLConnection connection = open();
        connection.addRequestProperty("x-fv-orgid", first);
        connection.addRequestProperty("X-Fv-OrgId", second);
        connection.connect();

        assertThatThrownBy(() -> hooks.beforeWrite(connection))
                .hasMessageContaining("its x-fv-orgid is set more than once");
        assertThat(authorization(connection)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "a=7 b=8 default=9, Bearer token-of-default, 9",
        "a=7 others=,       Bearer token-of-others, ",
        "a=7,               Bearer token-of-a, 7",
    })
    void beforeWrite_noOrganisation_hasThatOfItsProfile(String names, String token, @Nullable String orgId)
            throws IOException {
        HttpURLConnection connection = connect(null);

        hooks(firms(names)).beforeWrite(connection);

        assertThat(authorization(connection)).isEqualTo(token);
        assertThat(orgId(connection)).isEqualTo(orgId);
    }

    @Test
    void beforeWrite_unknownOrganisation_failsAndCountsForNobody() throws IOException {
        Firms firms = firms("a=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect("9");

        assertThatThrownBy(() -> hooks.beforeWrite(connection))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("organisation 9")
                .hasMessageContaining("filevine.profile.NAME.org-id=9");
        assertThat(UrlConnectionInternals.isConnected(connection)).isFalse();
        assertThat(firms.profiles())
                .allSatisfy(profile -> assertThat(
                                profile.authorizedRequests() + profile.passedRequests() + profile.failedRequests())
                        .isZero());
        assertThat(firms.logLines()).hasSize(1);
    }

    @Test
    void beforeWrite_unknownOrganisationAndPass_goesWithoutAnyHeaderOfOurs() throws IOException {
        HttpURLConnection connection = connect(null);
        UrlConnectionInternals.setRequestHeader(connection, "Authorization", "Bearer token-of-a");
        UrlConnectionInternals.setRequestHeader(connection, "x-fv-orgid", "7");
        UrlConnectionInternals.setRequestHeader(connection, "x-fv-userid", "42");

        hooks(firms("a=7 b=8", "filevine.when-unavailable", "pass")).beforeWrite(connection);

        assertThat(authorization(connection)).isNull();
        assertThat(orgId(connection)).isNull();
        assertThat(UrlConnectionInternals.requestHeader(connection, "x-fv-userid"))
                .isNull();
    }

    @Test
    void beforeWrite_unknownOrganisationWithOwnAuthorization_goesAsItIs() throws IOException {
        Firms firms = firms("a=7 b=8");
        HttpURLConnection connection = open();
        connection.setRequestProperty("x-fv-orgid", "9");
        connection.setRequestProperty("authorization", "Bearer own");
        connection.connect();

        hooks(firms).beforeWrite(connection);

        assertThat(authorization(connection)).isEqualTo("Bearer own");
        assertThat(firms.logLines()).isEmpty();
    }

    /** The hooks rely on it: what a request says of its organisation does not change from one attempt to the next. */
    @Test
    void setRequestProperty_afterTheFirstAttempt_isRefusedByTheJdk() throws IOException {
        HttpURLConnection connection = connect("7");
        hooks(firms("a=7 b=8")).beforeWrite(connection);
        connection.disconnect();

        assertThatThrownBy(() -> connection.setRequestProperty("x-fv-orgid", "8"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> connection.addRequestProperty("x-fv-orgid", "8"))
                .isInstanceOf(IllegalStateException.class);
    }

    /** What the JDK does where a redirect turns a POST into a GET: a new header object, without what the application set. */
    @ParameterizedTest
    @CsvSource({"7, Bearer token-of-a", "9, Bearer token-of-others"})
    void beforeWrite_redirectHasDroppedTheOrganisation_isOfTheSame(String organisation, String token)
            throws IOException {
        HttpURLConnection connection = connect(organisation);
        UrlConnectionInternals.removeRequestHeader(connection, "x-fv-orgid");

        hooks(firms("a=7 others=")).beforeWrite(connection);

        assertThat(authorization(connection)).isEqualTo(token);
        assertThat(orgId(connection)).isEqualTo(organisation);
    }

    @Test
    void beforeWrite_replay_hasTheFreshTokenOfTheSameFirm() throws Exception {
        Firms firms = firms("default=7 b=8");
        UrlConnectionHooks hooks = hooks(firms);
        HttpURLConnection connection = connect(null);
        hooks.beforeWrite(connection);
        answer(connection, 401);
        firms.tokens("default").issue("next-of-default");
        assertThat(hooks.onUnauthorized(connection)).isTrue();
        UrlConnectionInternals.removeRequestHeader(connection, "Authorization");
        assertThat(hooks.afterFollowRedirect(false, connection)).isTrue();

        hooks.beforeWrite(connection);

        assertThat(authorization(connection)).isEqualTo("Bearer next-of-default");
        assertThat(orgId(connection)).isEqualTo("7");
        assertThat(firms.profile("default").replayedRequests()).isOne();
        assertThat(firms.profile("b").replayedRequests()).isZero();
    }
}
