package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.filevineagent.config.Form.InvalidValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://identity.filevine.io,               https://identity.filevine.io/connect/token",
        "https://identity.filevine.io/,              https://identity.filevine.io/connect/token",
        "https://identity.filevine.io/connect/token, https://identity.filevine.io/connect/token",
        "https://identity.filevine.io/a%20b/token/,  https://identity.filevine.io/a%20b/token/",
        "HTTPS://Identity.Filevine.IO./Token,        https://identity.filevine.io/Token",
        "https://identity.filevine.io:443,           https://identity.filevine.io/connect/token",
        "https://identity.filevine.io:8443/x,        https://identity.filevine.io:8443/x",
        "https://bücher.example,                     https://xn--bcher-kva.example/connect/token",
        "https://[2001:db8::1]:8443,                 https://[2001:db8::1]:8443/connect/token",
        "http://localhost:8080,                      http://localhost:8080/connect/token",
        "http://127.0.0.1:8080/token,                http://127.0.0.1:8080/token",
        "http://[::1]/token,                         http://[::1]/token",
    })
    void parse_acceptedUrl_isTheTokenEndpoint(String text, String endpoint) throws InvalidValue {
        assertThat(IdentityUrl.parse(text)).hasToString(endpoint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identity.filevine.io                       | has no scheme",
                "identity.filevine.io/connect/token         | has no scheme",
                "file:///etc/passwd                         | has a scheme other than https and http",
                "ftp://identity.filevine.io                 | has a scheme other than https and http",
                "https://                                   | has no host",
                "https:///connect/token                     | has no host",
                "https://user:pw@identity.filevine.io/token | has user info, which does not belong here",
                "https://identity.filevine.io?x=1           | has a query",
                "https://identity.filevine.io/token?x=1     | has a query",
                "https://identity.filevine.io/token#x       | has a fragment",
                "https://*.filevine.io                      | has a wildcard",
                "https://identity.filevine.io:99999/token   | has a port that is not a number from 1 to 65535",
                "https://my_identity/token                  | has a character that a host can't have",
                "https://identity.filevine.io/a b           | has a character that a path can't have",
                "https://identity.filevine.io/%zz           | has a character that a path can't have",
                "http://identity.filevine.io/token          | uses http, which would show the token to the network",
            })
    void parse_refusedUrl_saysWhy(String text, String predicate) {
        assertThatThrownBy(() -> IdentityUrl.parse(text))
                .isInstanceOf(InvalidValue.class)
                .hasMessage(predicate);
    }
}
