package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.config.Fifo;
import io.github.filevineagent.config.SecretSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files with the secrets: when they are read, and whether they have changed. */
class PatExchangeSecretsTest {
    private final MockWebServer server = new MockWebServer();

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void exchange_rotatedPatFile_sendsItsNewContent() throws Exception {
        Path file = directory.resolve("pat");
        PatExchange exchange = new PatExchange(
                settings().withoutClient().pat(SecretSource.file(file.toFile())).build());
        answer("{\"access_token\":\"t\"}");
        answer("{\"access_token\":\"t\"}");

        Files.writeString(file, "first");
        exchange.exchange();
        Files.writeString(file, "second");
        exchange.exchange();

        assertThat(bodyOf(server.takeRequest())).contains("&token=first&");
        assertThat(bodyOf(server.takeRequest())).contains("&token=second&");
    }

    @Test
    void exchange_missingPatFile_sendsNothing() {
        SecretSource missing = SecretSource.file(directory.resolve("missing").toFile());

        ExchangeException failure =
                Failing.failureOf(new PatExchange(settings().pat(missing).build()));

        assertThat(failure.reason()).isEqualTo("secret_unreadable");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void credentialsChanged_files_areComparedWithThoseOfTheLastExchange() throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "first");
        PatExchange exchange = new PatExchange(
                settings().clientSecret(SecretSource.file(file.toFile())).build());
        answer("{\"access_token\":\"t\"}");
        exchange.exchange();
        assertThat(exchange.credentialsChanged()).isFalse();

        Files.writeString(file, "second");
        assertThat(exchange.credentialsChanged()).isTrue();
        Files.writeString(file, "first\n");
        assertThat(exchange.credentialsChanged()).isFalse();
        Files.writeString(file, "third");
        answer("{\"access_token\":\"t\"}");
        exchange.exchange();
        assertThat(exchange.credentialsChanged()).isFalse();
    }

    @Test
    void credentialsChanged_fileThatCannotBeRead_isFalse() throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "first");
        PatExchange exchange =
                new PatExchange(settings().pat(SecretSource.file(file.toFile())).build());
        answer("{\"access_token\":\"t\"}");
        exchange.exchange();

        Files.delete(file);

        assertThat(exchange.credentialsChanged()).isFalse();
    }

    @Test
    void credentialsChanged_inlineSecrets_isFalse() throws Exception {
        answer("{\"access_token\":\"t\"}");
        PatExchange exchange = exchange();
        exchange.exchange();

        assertThat(exchange.credentialsChanged()).isFalse();
    }

    @Test
    void credentialsChanged_patAndClientSecretSwapped_isTrue() throws Exception {
        Path pat = Files.writeString(directory.resolve("pat"), "a");
        Path clientSecret = Files.writeString(directory.resolve("client-secret"), "b");
        PatExchange exchange = new PatExchange(settings()
                .pat(SecretSource.file(pat.toFile()))
                .clientSecret(SecretSource.file(clientSecret.toFile()))
                .build());
        answer("{\"access_token\":\"t\"}");
        exchange.exchange();

        Files.writeString(pat, "b");
        Files.writeString(clientSecret, "a");

        assertThat(exchange.credentialsChanged()).isTrue();
    }

    @Test
    void exchange_secretsFileThatHangs_endsWithinTheDeadlineAndNamesKeyAndFile() throws Exception {
        Path fifo = Fifo.at(directory.resolve("secret"));
        PatExchange exchange = new PatExchange(settings()
                .pat(SecretSource.file(fifo.toFile()))
                .exchangeTimeout(Duration.ofSeconds(1))
                .build());

        for (int attempt = 0; attempt < 3; attempt++) {
            ExchangeException failure = Failing.failureOf(exchange);
            assertThat(failure.reason()).isEqualTo("secret_unreadable");
            assertThat(failure.kind()).isEqualTo(ExchangeException.Kind.TRANSIENT);
            assertThat(failure).hasMessageContaining("filevine.pat-file can't be read: " + fifo + " has not answered");
        }
        assertThat(exchange.credentialsChanged()).isFalse();
        assertThat(server.getRequestCount()).isZero();
    }

    private void answer(String body) {
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    private SettingsBuilder settings() {
        return SettingsBuilder.at(server.url("/connect/token").uri());
    }

    private PatExchange exchange() {
        return new PatExchange(settings().build());
    }

    private static String bodyOf(RecordedRequest request) {
        return Objects.requireNonNull(request.getBody()).string(StandardCharsets.US_ASCII);
    }
}
