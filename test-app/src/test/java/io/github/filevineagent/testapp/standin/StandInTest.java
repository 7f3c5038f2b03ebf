package io.github.filevineagent.testapp.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.filevineagent.standin.Tls;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandInTest {
    @TempDir
    Path directory;

    @Test
    void trustStore_readByOtherProcess_trustsTheServers() throws Exception {
        try (StandIn standIn = start()) {
            Path file = standIn.writeTrustStore(directory.resolve("trust-store.p12"));

            HttpClient client = HttpClient.newBuilder()
                    .sslContext(contextThatTrusts(file, Tls.STORE_PASSWORD))
                    .build();

            assertThat(client.send(HttpRequest.newBuilder(standIn.gateway()).build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void close_afterStart_stopsTheServers() throws Exception {
        StandIn standIn = start();
        StandInClient client = new StandInClient(standIn);
        standIn.close();

        assertThatThrownBy(() -> client.get("/Projects")).isInstanceOf(ConnectException.class);
    }

    @Test
    void clientCredentials_asText_areMasked() {
        assertThat(new ClientCredentials("pat", "id", "secret")).hasToString("***");
    }

    private static StandIn start() throws Exception {
        return StandIn.start(ClientCredentials.of("pat"), Duration.ofMinutes(1), InstantSource.system(), seen -> {});
    }

    private static SSLContext contextThatTrusts(Path file, String password) throws Exception {
        KeyStore trustStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            trustStore.load(in, password.toCharArray());
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trustStore);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
