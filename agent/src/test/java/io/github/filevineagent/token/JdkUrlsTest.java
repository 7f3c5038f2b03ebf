package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkUrlsTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/connect/token, sun.net.www.protocol.http.HttpURLConnection",
        "https://identity.example/connect/token, sun.net.www.protocol.https.HttpsURLConnectionImpl",
        "https://[::1]:8443/a?b=c%20d, sun.net.www.protocol.https.HttpsURLConnectionImpl"
    })
    void open_address_isOneOfTheJdksConnectionsThere(String address, String type) throws IOException {
        HttpURLConnection connection = JdkUrls.open(address);

        assertThat(connection.getClass().getName()).isEqualTo(type);
        assertThat(connection.getURL()).hasToString(address);
        assertThat(connection instanceof HttpsURLConnection).isEqualTo(address.startsWith("https"));
    }

    @Test
    void own_connectionOfSomebodyElse_isRefusedAndNamesHim() throws IOException {
        HttpURLConnection foreign = new Foreign(new URL("http://localhost/"));

        assertThatThrownBy(() -> JdkUrls.own(foreign))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Foreign")
                .hasMessageContaining(System.getProperty("java.vm.version"));
    }

    private static final class Foreign extends HttpURLConnection {
        Foreign(URL url) {
            super(url);
        }

        @Override
        public void connect() {}

        @Override
        public void disconnect() {}

        @Override
        public boolean usingProxy() {
            return false;
        }
    }
}
