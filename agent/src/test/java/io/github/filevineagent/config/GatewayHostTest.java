package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.config.Form.InvalidValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayHostTest {

    @ParameterizedTest
    @CsvSource({
        "a.example.com,    a.example.com,         true",
        "a.example.com,    A.EXAMPLE.COM.,        true",
        "a.example.com,    https://a.example.com:443, true",
        "a.example.com,    b.example.com,         false",
        "a.example.com,    a.example.com:8443,    false",
        "localhost:80,     http://localhost,      false",
        "*.example.com,    a.example.com,         true",
        "*.example.com,    a.b.example.com,       true",
        "*.example.com,    example.com,           false",
        "*.example.com,    notexample.com,        false",
        "*.example.com,    a.example.com:8443,    false",
        "*.example.com,    *.example.com,         true",
        "*.example.com,    *.a.example.com,       true",
        "*.example.com,    *.example.org,         false",
        "*.a.example.com,  *.b.example.com,       false",
    })
    void wildcardsAbove_twoPatterns_areOneOfThemWhereTheyOverlap(String one, String other, boolean overlap)
            throws InvalidValue {
        GatewayHost first = HostPatternParser.parse(one);
        GatewayHost second = HostPatternParser.parse(other);

        assertThat(first.toString().equals(second.toString())
                        || first.wildcardsAbove().contains(second.toString())
                        || second.wildcardsAbove().contains(first.toString()))
                .isEqualTo(overlap);
    }

    @ParameterizedTest
    @CsvSource({
        "a.b.example.com:8443, https://*.b.example.com:8443 https://*.example.com:8443 https://*.com:8443",
        "*.b.example.com,      https://*.example.com https://*.com",
        "http://localhost,     ''",
        "http://[::1]:8080,    ''",
    })
    void wildcardsAbove_pattern_areAllThatCoverItNearestFirst(String text, String wildcards) throws InvalidValue {
        assertThat(String.join(" ", HostPatternParser.parse(text).wildcardsAbove()))
                .isEqualTo(wildcards);
    }

    @ParameterizedTest
    @CsvSource({
        "API.filevine.io:443,      https://api.filevine.io",
        "api.filevine.io:8443,     https://api.filevine.io:8443",
        "*.example.com,            https://*.example.com",
        "http://localhost:80,      http://localhost",
        "http://[::1]:8080,        http://[::1]:8080",
        "localhost:80,             https://localhost:80",
    })
    void toString_pattern_isWhatParsesToTheSame(String text, String shown) throws InvalidValue {
        assertThat(HostPatternParser.parse(text)).hasToString(shown);
        assertThat(HostPatternParser.parse(shown)).hasToString(shown);
    }
}
