package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://identity.filevine.io/connect/token, https://identity.filevine.io/connect/token",
        "http://127.0.0.1:8080/t, http://127.0.0.1:8080/t",
        "https://user:password@host/t?key=value#part, https://host/t",
    })
    void toString_anyUrl_leavesOutWhatCouldBeSecret(String url, String shown) {
        assertThat(new TokenEndpoint(URI.create(url), null, null)).hasToString(shown);
    }
}
