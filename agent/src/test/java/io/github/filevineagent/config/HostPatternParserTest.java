package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.filevineagent.config.Form.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternParserTest {

    @ParameterizedTest
    @CsvSource({
        "api.filevine.io,                 https, api.filevine.io, false, 443",
        "API.Filevine.IO,                 https, api.filevine.io, false, 443",
        "api.filevine.io.,                https, api.filevine.io, false, 443",
        "api.filevine.io.:8443,           https, api.filevine.io, false, 8443",
        "api.filevine.io:443,             https, api.filevine.io, false, 443",
        "api.filevine.io:1,               https, api.filevine.io, false, 1",
        "api.filevine.io:65535,           https, api.filevine.io, false, 65535",
        "https://api.filevine.io,         https, api.filevine.io, false, 443",
        "HTTPS://api.filevine.io,         https, api.filevine.io, false, 443",
        "https://api.filevine.io:8443,    https, api.filevine.io, false, 8443",
        "api.filevine.io/,                https, api.filevine.io, false, 443",
        "https://api.filevine.io/,        https, api.filevine.io, false, 443",
        "api.filevine.io:8443/,           https, api.filevine.io, false, 8443",
        "*.example.com/,                  https, example.com,     true,  443",
        "*.example.com,                   https, example.com,     true,  443",
        "*.Example.COM.,                  https, example.com,     true,  443",
        "*.a.example.com:8443,            https, a.example.com,   true,  8443",
        "https://*.example.com,           https, example.com,     true,  443",
        "https://*.example.com:8443,      https, example.com,     true,  8443",
        "gateway,                         https, gateway,         false, 443",
        "my_gateway:8443,                 https, my_gateway,      false, 8443",
        "xn--bcher-kva.example,           https, xn--bcher-kva.example, false, 443",
        "bücher.example,                  https, xn--bcher-kva.example, false, 443",
        "BÜCHER.example,                  https, xn--bcher-kva.example, false, 443",
        "*.bücher.example,                https, xn--bcher-kva.example, true, 443",
        "例え。テスト,                     https, xn--r8jz45g.xn--zckzah, false, 443",
        "10.1.2.3,                        https, 10.1.2.3,        false, 443",
        "10.1.2.3:8443,                   https, 10.1.2.3,        false, 8443",
        "[2001:DB8::1],                   https, [2001:db8::1],   false, 443",
        "[2001:db8::1]:8443,              https, [2001:db8::1],   false, 8443",
        "localhost,                       https, localhost,       false, 443",
        "localhost:8080,                  https, localhost,       false, 8080",
        "http://localhost,                http,  localhost,       false, 80",
        "http://LOCALHOST.:8080,          http,  localhost,       false, 8080",
        "http://127.0.0.1:8080,           http,  127.0.0.1,       false, 8080",
        "http://127.255.0.9,              http,  127.255.0.9,     false, 80",
        "http://[::1]:8080,               http,  [::1],           false, 8080",
        "http://[0:0:0:0:0:0:0:1],        http,  [0:0:0:0:0:0:0:1], false, 80",
    })
    void parse_acceptedPattern_givesNormalizedParts(String text, String scheme, String host, boolean wildcard, int port)
            throws InvalidValue {
        GatewayHost parsed = HostPatternParser.parse(text);

        assertThat(parsed.scheme()).isEqualTo(scheme);
        assertThat(parsed.host()).isEqualTo(host);
        assertThat(parsed.isWildcard()).isEqualTo(wildcard);
        assertThat(parsed.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://api.filevine.io           | has a scheme other than https and http",
                "://api.filevine.io              | has a scheme other than https and http",
                "https://https://api.filevine.io | has a path",
                "https://                        | has no host",
                "https://:443                    | has no host",
                "https://user@api.filevine.io    | has user info, which does not belong here",
                "api.filevine.io@evil.com        | has user info, which does not belong here",
                "user:pw@api.filevine.io         | has user info, which does not belong here",
                "api.filevine.io//               | has a path",
                "https://api.filevine.io/v2      | has a path",
                "api.filevine.io?x=1             | has a query",
                "api.filevine.io#x               | has a fragment",
                "api.filevine.io\\evil.com       | has a backslash",
                "api.filevine .io                | has white space or a control character within",
                "api.filevine\u00a0.io           | has white space or a control character within",
                "api.filevine\u0000.io           | has white space or a control character within",
                "*                               | is every host, which nobody may have the token for: name the domain",
                "*:443                           | is every host, which nobody may have the token for: name the domain",
                "https://*                       | is every host, which nobody may have the token for: name the domain",
                "*.*.example.com                 | has a * elsewhere than as its whole first label",
                "api.*.example.com               | has a * elsewhere than as its whole first label",
                "*api.example.com                | has a * elsewhere than as its whole first label",
                "api.example.*                   | has a * elsewhere than as its whole first label",
                "*.                              | has no host",
                "*.com                           | has a wildcard for all of a top-level domain",
                "*.com.                          | has a wildcard for all of a top-level domain",
                "*.10.1.2.3                      | has a wildcard before an IP address",
                "*.[::1]                         | has more than one colon (an IPv6 address goes into brackets)",
                "api.filevine.io:                | has a port that is not a number from 1 to 65535",
                "api.filevine.io:0               | has a port that is not a number from 1 to 65535",
                "api.filevine.io:65536           | has a port that is not a number from 1 to 65535",
                "api.filevine.io:4294967739      | has a port that is not a number from 1 to 65535",
                "api.filevine.io:https           | has a port that is not a number from 1 to 65535",
                "api.filevine.io:8a              | has a port that is not a number from 1 to 65535",
                "api.filevine.io:a1              | has a port that is not a number from 1 to 65535",
                "api.filevine.io:-1              | has a port that is not a number from 1 to 65535",
                "api.filevine.io:+443            | has a port that is not a number from 1 to 65535",
                "api.filevine.io:４４３           | has a port that is not a number from 1 to 65535",
                "a:1:2                           | has more than one colon (an IPv6 address goes into brackets)",
                "::1                             | has more than one colon (an IPv6 address goes into brackets)",
                "2001:db8::1                     | has more than one colon (an IPv6 address goes into brackets)",
                "[::1                            | has an IPv6 address that can't be read",
                "[::1]8080                       | has an IPv6 address that can't be read",
                "[]                              | has an IPv6 address that can't be read",
                "[::g]                           | has an IPv6 address that can't be read",
                "[1.2.3.4]                       | has an IPv6 address that can't be read",
                "[fe80::1%eth0]                  | has an IPv6 address that can't be read",
                "api..filevine.io                | has a host with an empty label",
                ".filevine.io                    | has a host with an empty label",
                "api.filevine.io..               | has a host with an empty label",
                "-api.filevine.io                | has a host with a label that begins or ends with a hyphen",
                "api-.filevine.io                | has a host with a label that begins or ends with a hyphen",
                "api!.filevine.io                | has a character that a host can't have",
                "api%2efilevine.io               | has a character that a host can't have",
                "1.2.3                           | has a host that ends in a number and is not an IPv4 address",
                "127.1                           | has a host that ends in a number and is not an IPv4 address",
                "1.2.3.256                       | has a host that ends in a number and is not an IPv4 address",
                "1.2.3.04                        | has a host that ends in a number and is not an IPv4 address",
                "1.2.3.4.5                       | has a host that ends in a number and is not an IPv4 address",
                "2130706433                      | has a host that ends in a number and is not an IPv4 address",
                "＊.example.com                   | has a host that can't be written as an internationalized domain name",
                "http://api.filevine.io          | uses http, which would show the token to the network",
                "http://api.filevine.io:8080     | uses http, which would show the token to the network",
                "http://10.1.2.3                 | uses http, which would show the token to the network",
                "http://128.0.0.1                | uses http, which would show the token to the network",
                "http://127.example.com          | uses http, which would show the token to the network",
                "http://localhost.example.com    | uses http, which would show the token to the network",
                "http://*.localhost.example.com  | uses http, which would show the token to the network",
                "http://[::2]                    | uses http, which would show the token to the network",
            })
    void parse_refusedPattern_saysWhy(String text, String predicate) {
        assertThatThrownBy(() -> HostPatternParser.parse(text))
                .isInstanceOf(InvalidValue.class)
                .hasMessage(predicate);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 300})
    void parse_labelTooLong_isRefused(int length) {
        assertThatThrownBy(() -> HostPatternParser.parse("a".repeat(length) + ".example.com"))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("of more than");
    }

    @Test
    void parse_longestLabel_isAccepted() throws InvalidValue {
        String host = "a".repeat(63) + ".example.com";

        assertThat(HostPatternParser.parse(host).host()).isEqualTo(host);
    }

    @Test
    void parse_hostTooLong_isRefused() {
        assertThatThrownBy(() -> HostPatternParser.parse("a.".repeat(126) + "aa"))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("has a host of more than 253 characters");
    }
}
