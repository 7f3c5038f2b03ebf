package io.github.filevineagent.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayMatcherTest {
    private static final GatewayMatcher PRESET = Gateways.matcherFor("api.filevine.io, api.filevineapp.com");
    private static final GatewayMatcher WILDCARD = Gateways.matcherFor("*.gw.example.com");

    /** What a hook sees of an address: the parts as a {@code URI} or a {@code URL} reads them. */
    private static final class Hop {
        final @Nullable String scheme;
        final @Nullable String host;
        final int port;

        Hop(@Nullable String scheme, @Nullable String host, int port) {
            this.scheme = scheme;
            this.host = host;
            this.port = port;
        }

        boolean isFor(GatewayMatcher matcher) {
            return Gateways.matches(matcher, scheme, host, port);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https, api.filevineapp.com, -1",
        "https, api.filevine.io, -1",
        "https, api.filevineapp.com, 443",
        "https, api.filevineapp.com., -1",
        "https, api.filevineapp.com., 443",
        "https, API.FilevineApp.COM, -1",
        "HTTPS, api.filevineapp.com, -1",
        "hTTps, API.FILEVINEAPP.COM., 443",
    })
    void matches_gatewayHost_isTrue(String scheme, String host, int port) {
        assertThat(Gateways.matches(PRESET, scheme, host, port)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http, api.filevineapp.com, -1",
        "http, api.filevineapp.com, 443",
        "http, api.filevineapp.com, 80",
        "wss, api.filevineapp.com, 443",
        "httpsx, api.filevineapp.com, 443",
        "https, api.filevineapp.com, 8443",
        "https, api.filevineapp.com, 80",
        "https, api.filevineapp.com, 0",
        "https, filevineapp.com, -1",
        "https, identity.filevine.io, -1",
        "https, api.filevineapp.com.evil.com, -1",
        "https, evil-api.filevineapp.com, -1",
        "https, evil.api.filevineapp.com, -1",
        "https, evilapi.filevineapp.com, -1",
        "https, api.filevineapp.comm, -1",
        "https, api.filevineapp.co, -1",
        "https, api-filevineapp.com, -1",
        "https, api.filevineapp.com.., -1",
        "https, .api.filevineapp.com, -1",
        "https, api..filevineapp.com, -1",
        "https, 'api.filevineapp.com ', -1",
        "https, 'api.filevineapp.com:443', -1",
        "https, ., -1",
        "https, '', -1",
        "https, , -1",
        "'', api.filevineapp.com, 443",
        ", api.filevineapp.com, 443",
    })
    void matches_anythingElse_isFalse(@Nullable String scheme, @Nullable String host, int port) {
        assertThat(Gateways.matches(PRESET, scheme, host, port)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http, api.filevine.io, -1, 0",
        "http, API.filevine.io., 80, 0",
        "https, api.filevineapp.com, 8443, 1",
        "HTTPS, api.filevineapp.com, 80, 1",
        "http, a.gw.example.com, -1, 2",
        "https, a.b.gw.example.com, 8443, 2",
        "https, local.example.com, -1, 3",
        "http, gw.example.com, -1, -1",
        "http, .gw.example.com, -1, -1",
        "http, evil.com\\.gw.example.com, -1, -1",
        "http, api.filevine.oi, -1, -1",
        "http, evilapi.filevine.io, -1, -1",
        "ftp, api.filevine.io, -1, -1",
        "https, storage.example.com, 8443, -1",
        "https, '', -1, -1",
        "https, , -1, -1",
        ", api.filevine.io, -1, -1",
    })
    void nearMissOf_nameOfAGatewayOnly_isThatGateway(
            @Nullable String scheme, @Nullable String host, int port, int expected) {
        GatewayMatcher matcher =
                Gateways.matcherFor("api.filevine.io, api.filevineapp.com, *.gw.example.com, local.example.com:8443");

        assertThat(matcher.nearMissOf(scheme, host, port)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https, api.filevine.oi, -1, -1",
        "https, api.filevine.oi, 443, -1",
        "http, api.filevine.io, 443, 0",
        "https, api.filevine.io, 8443, 0",
    })
    void nearMissOf_allGatewaysOnTheStandardPort_isTheSame(String scheme, String host, int port, int expected) {
        assertThat(PRESET.nearMissOf(scheme, host, port)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.fi\u0131evineapp.com", // dotless i
                "ap\u0130.filevineapp.com", // capital I with a dot, whose lower case is "i" and a combining dot
                "api.filevineapp.\uFF43om", // fullwidth c
                "api\u3002filevineapp\u3002com", // ideographic full stop, which IDN reads as a dot
                "\u0430pi.filevineapp.com", // Cyrillic a
                "api.filevineapp.com\u200B",
                "api.filevineapp.com\u0000",
                "xn--pi-7kc.filevineapp.com"
            })
    void matches_lettersThatOnlyUnicodeTakesForEqual_isFalse(String host) {
        assertThat(Gateways.matches(PRESET, "https", host, -1)).isFalse();
    }

    @Test
    void matches_kelvinSign_isNoK() {
        GatewayMatcher matcher = Gateways.matcherFor("k.example.com, *.k.example.com");

        assertThat("\u212A".toLowerCase(Locale.ROOT)).isEqualTo("k");
        assertThat(Gateways.matches(matcher, "https", "\u212A.example.com", -1)).isFalse();
        assertThat(Gateways.matches(matcher, "https", "a.\u212A.example.com", -1))
                .isFalse();
        assertThat(Gateways.matches(matcher, "https", "K.example.com", -1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.gw.example.com",
                "a.b.c.gw.example.com",
                "A.GW.Example.com.",
                "a-1_b.gw.example.com",
                "azAZ09-_.gw.example.com"
            })
    void matches_belowAWildcard_isTrue(String host) {
        assertThat(Gateways.matches(WILDCARD, "https", host, -1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gw.example.com",
                ".gw.example.com",
                "..gw.example.com",
                "a..gw.example.com",
                ".a.gw.example.com",
                "agw.example.com",
                "a.gw.example.com.evil.com",
                "a.gw.example.com..",
                "gw.example.com.gw.example",
                "*.gw.example.com",
                "evil.com\\.gw.example.com",
                "evil.com/.gw.example.com",
                "evil.com@a.gw.example.com",
                "evil.com#.gw.example.com",
                "evil.com?.gw.example.com",
                "evil.com\u0000.gw.example.com",
                "evil.com\t.gw.example.com",
                "evil.com%00.gw.example.com",
                "evil.com:443.gw.example.com",
                "\u212Aa.gw.example.com"
            })
    void matches_aroundAWildcard_isFalse(String host) {
        assertThat(Gateways.matches(WILDCARD, "https", host, -1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://gw.example.com:8443, https, gw.example.com, 8443, true",
        "https://gw.example.com:8443, https, gw.example.com, 443, false",
        "https://gw.example.com:8443, https, gw.example.com, -1, false",
        "gw.example.com:443, https, gw.example.com, -1, true",
        "az.example.com, https, AZ.example.com, -1, true",
        "az.example.com, https, '@Z.example.com', -1, false",
        "az.example.com, https, 'a[.example.com', -1, false",
        "*.example.com:8443, https, a.b.example.com, 8443, true",
        "*.example.com:8443, https, a.b.example.com, -1, false",
        "http://localhost, http, localhost, -1, true",
        "http://localhost, http, LOCALHOST, 80, true",
        "http://localhost, https, localhost, -1, false",
        "http://localhost, https, localhost, 80, false",
        "http://127.0.0.1:8080, http, 127.0.0.1, 8080, true",
        "http://127.0.0.1:8080, http, 127.0.0.1, 80, false",
        "http://[::1]:8080, http, [::1], 8080, true",
        "http://[::1]:8080, http, ::1, 8080, false",
        "https://[2001:db8::A], https, [2001:DB8::a], -1, true",
        "https://[2001:db8::a], https, [2001:db8::b], -1, false",
        "bücher.example.com, https, xn--bcher-kva.example.com, -1, true",
        "bücher.example.com, https, XN--BCHER-KVA.example.com, -1, true",
        "bücher.example.com, https, bücher.example.com, -1, false",
    })
    void matches_configuredHost_isByAllThreeParts(
            String gatewayHost, String scheme, String host, int port, boolean expected) {
        assertThat(Gateways.matches(Gateways.matcherFor(gatewayHost), scheme, host, port))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "a.example.com,       0",
        "A.EXAMPLE.com.,      0",
        "b.example.com,       1",
        "x.a.example.com,     2",
        "x.y.a.example.com,   2",
        "a.b.example.com,     1",
        "c.b.a.example.com,   3",
        "C.b.A.example.com.,  3",
        "d.c.b.a.example.com, 2",
        "a.example.org,       -1",
        "example.com,         -1",
    })
    void indexOf_severalPatterns_isTheMostSpecificThatCoversIt(String host, int expected) {
        GatewayMatcher matcher = Gateways.matcherFor(
                "a.example.com, *.example.com, *.a.example.com, c.b.a.example.com, *.example.com:8443");

        assertThat(matcher.indexOf("https", host, -1)).isEqualTo(expected);
    }

    @Test
    void indexOf_thousandHosts_findsEachAndNoOther() {
        StringBuilder hosts = new StringBuilder("*.wild.example.com");
        for (int i = 1; i <= 1000; i++) {
            hosts.append(", firm-")
                    .append(i)
                    .append(".example.com, http://localhost:")
                    .append(i);
        }
        GatewayMatcher matcher = Gateways.matcherFor(hosts.toString());

        for (int i = 1; i <= 1000; i++) {
            assertThat(matcher.indexOf("https", "firm-" + i + ".example.com", -1))
                    .isEqualTo(2 * i - 1);
            assertThat(matcher.indexOf("https", "FIRM-" + i + ".example.com.", 443))
                    .isEqualTo(2 * i - 1);
            assertThat(matcher.indexOf("http", "localhost", i)).isEqualTo(2 * i);
            assertThat(matcher.indexOf("https", "firm-" + (i + 1000) + ".example.com", -1))
                    .isEqualTo(GatewayMatcher.NONE);
            assertThat(matcher.indexOf("http", "localhost", i + 1000)).isEqualTo(GatewayMatcher.NONE);
        }
    }

    @Test
    void indexOf_hostThatIsAWildcardsBase_isNotBelowIt() {
        // The hash tables may put a candidate before a request that it is compared with for another reason.
        GatewayMatcher matcher = Gateways.matcherFor("*.a.com, *.b.a.com, *.c.b.a.com");

        assertThat(matcher.indexOf("https", "a.com", -1)).isEqualTo(GatewayMatcher.NONE);
        assertThat(matcher.indexOf("https", "b.a.com", -1)).isEqualTo(0);
        assertThat(matcher.indexOf("https", "c.b.a.com", -1)).isEqualTo(1);
        assertThat(matcher.indexOf("https", "d.c.b.a.com", -1)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.filevineapp.com@evil.com/",
                "https://api.filevineapp.com:443@evil.com:443/",
                "https://api.filevineapp.com:@evil.com",
                "https://user:api.filevineapp.com@evil.com/",
                "https://api.filevineapp.com\\@evil.com/",
                "https://api.filevineapp.com\\.evil.com/",
                "https://api.filevineapp.com\t.evil.com/",
                "https://api.filevineapp.com\t/",
                "https://api.filevineapp.com\r\n.evil.com/",
                "https://api.filevineapp.com%2eevil.com/",
                "https://api%2efilevineapp.com/",
                "https://api\u3002filevineapp\u3002com/",
                "https://evil.com#@api.filevineapp.com/",
                "https://evil.com?@api.filevineapp.com/",
                "https://evil.com/@api.filevineapp.com",
                "https://evil.com\\.gw.example.com/",
                "https://evil.com\u0000.gw.example.com/",
                "https://evil.com%00.gw.example.com/",
                "https://evil.com%2F.gw.example.com/",
                "https://evil.com;.gw.example.com/",
                "https://evil.com .gw.example.com/",
                "https:api.filevineapp.com",
                "https:///api.filevineapp.com/",
                "//api.filevineapp.com/",
                "http://api.filevineapp.com/",
                "ftp://api.filevineapp.com/"
            })
    void matches_lookAlikeAddress_isFalseHoweverTheJdkReadsIt(String address) {
        assertThat(readings(address)).noneMatch(hop -> hop.isFor(PRESET)).noneMatch(hop -> hop.isFor(WILDCARD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.filevineapp.com/fv-app/v2/projects",
                "https://api.filevineapp.com:443/",
                "https://api.filevineapp.com:/",
                "https://api.filevineapp.com./",
                "https://user@api.filevineapp.com/",
                "HTTPS://API.FILEVINEAPP.COM",
                "https://api.filevineapp.com?to=https://evil.com",
                "https://api.filevineapp.com#@evil.com"
            })
    void matches_gatewayAddress_isTrueHoweverTheJdkReadsIt(String address) {
        assertThat(readings(address)).hasSize(2).allMatch(hop -> hop.isFor(PRESET));
    }

    @Test
    void matches_manyCalls_allocatesNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        int calls = 10_000;

        // The least of several rounds: the first ones load classes, and the JIT compiler may add something to any.
        long least = Long.MAX_VALUE;
        int matched = 0;
        for (int round = 0; round < 10; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < calls; i++) {
                matched += Gateways.matches(PRESET, "https", "API.filevineapp.com.", -1) ? 1 : 0;
                matched += Gateways.matches(PRESET, "https", "www.example.com", 8443) ? 1 : 0;
                matched += Gateways.matches(WILDCARD, "https", "a.b.gw.example.com", -1) ? 1 : 0;
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }

        assertThat(matched).isEqualTo(10 * 2 * calls);
        assertThat(least).isLessThan(calls);
    }

    private static List<Hop> readings(String address) {
        List<Hop> readings = new ArrayList<>();
        try {
            URI uri = new URI(address);
            readings.add(new Hop(uri.getScheme(), uri.getHost(), uri.getPort()));
        } catch (URISyntaxException e) {
            // What can't be read is not requested.
        }
        try {
            URL url = new URL(address);
            readings.add(new Hop(url.getProtocol(), url.getHost(), url.getPort()));
        } catch (MalformedURLException e) {
            // As above; a newer JDK refuses more of them.
        }
        return readings;
    }
}
