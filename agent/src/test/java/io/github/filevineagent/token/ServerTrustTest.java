package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.standin.Tls;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK does not say what is wrong with a trust store, so the agent does, where a connection has failed for it. */
class ServerTrustTest {
    private static final String PASSWORD = "right-password";

    private final HeldCertificate certificate =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

    @TempDir
    Path directory;

    @AfterEach
    void restore() {
        set(null, null, null);
    }

    @Test
    void flaw_nothingSet_isNone() {
        assertThat(ServerTrust.flaw()).isNull();
    }

    /** What the JDK takes for a store that is on no file, such as a smart card's. */
    @Test
    void flaw_storeThatIsNoFile_isNone() {
        System.setProperty("javax.net.ssl.trustStore", "NONE");

        assertThat(ServerTrust.flaw()).isNull();
    }

    /** As where the password of one store was set and its path forgotten. The JDK looks for the first of these, too. */
    @ParameterizedTest
    @ValueSource(strings = {"jssecacerts", "cacerts"})
    void flaw_passwordWithoutAStore_isAboutTheJdks(String name) throws Exception {
        Path security = Files.createDirectories(directory.resolve("lib/security"));
        Path store = Files.move(store("PKCS12"), security.resolve(name));
        if (!name.equals("cacerts")) {
            Files.writeString(security.resolve("cacerts"), "not looked at");
        }
        set(null, "wrong-password", "PKCS12");

        assertThat(flawOfJdkIn(directory))
                .startsWith("The JDK's trust store " + store + " does not open with the password in");
    }

    private static @Nullable String flawOfJdkIn(Path home) {
        String own = System.setProperty("java.home", home.toString());
        try {
            return ServerTrust.flaw();
        } finally {
            System.setProperty("java.home", own);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "PKCS12"})
    void flaw_storeInOrder_isNone(String type) throws Exception {
        set(store(type), PASSWORD, type);

        assertThat(ServerTrust.flaw()).isNull();
    }

    @Test
    void flaw_missingStore_saysSo() {
        Path missing = directory.resolve("missing.p12");
        set(missing, PASSWORD, null);

        assertThat(ServerTrust.flaw())
                .isEqualTo("The trust store " + missing
                        + " (javax.net.ssl.trustStore) does not exist, so that the JVM trusts"
                        + " nobody. Correct the path.");
    }

    @Test
    void flaw_missingStoreWithARelativePath_namesThePathThatWasTried() {
        set(Path.of("missing.p12"), PASSWORD, null);

        assertThat(ServerTrust.flaw())
                .endsWith("Correct the path: it was looked for as "
                        + Path.of("missing.p12").toAbsolutePath() + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "PKCS12"})
    void flaw_wrongPassword_saysSoAndDoesNotShowIt(String type) throws Exception {
        set(store(type), "wrong-password", type);

        assertThat(ServerTrust.flaw())
                .contains("does not open with the password in javax.net.ssl.trustStorePassword")
                .contains("Correct the password.")
                .doesNotContain("wrong-password");
    }

    @Test
    void flaw_noPasswordWhereThereIsOne_saysWhichToSet() throws Exception {
        set(store("PKCS12"), null, "PKCS12");

        assertThat(ServerTrust.flaw())
                .endsWith(
                        "has no certificate that can be read without a password: set javax.net.ssl.trustStorePassword.");
    }

    @Test
    void flaw_noStore_namesTypeAndPassword() throws Exception {
        set(Files.writeString(directory.resolve("text"), "hello"), PASSWORD, "JKS");

        assertThat(ServerTrust.flaw())
                .contains("can't be read as JKS (")
                .endsWith("Check javax.net.ssl.trustStoreType and javax.net.ssl.trustStorePassword.");
    }

    @Test
    void exchange_missingStore_isTlsAndSaysSo() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(Tls.serverSockets(certificate));
            server.start();
            set(directory.resolve("missing.p12"), null, null);

            ExchangeException failure = Failing.failureOf(new PatExchange(
                    SettingsBuilder.at(server.url("/connect/token").uri()).build()));

            assertThat(failure.reason()).isEqualTo("tls");
            assertThat(failure)
                    .hasMessageContaining("no secure connection. The trust store " + directory)
                    .hasMessageContaining("does not exist")
                    .hasMessageNotContaining("inspects TLS");
        }
    }

    private Path store(String type) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setCertificateEntry("server", certificate.certificate());
        Path file = directory.resolve("trust");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static void set(@Nullable Path file, @Nullable String password, @Nullable String type) {
        set("javax.net.ssl.trustStore", file == null ? null : file.toString());
        set("javax.net.ssl.trustStorePassword", password);
        set("javax.net.ssl.trustStoreType", type);
    }

    private static void set(String key, @Nullable String value) {
        if (value == null) {
            System.clearProperty(key);
        } else {
            System.setProperty(key, value);
        }
    }
}
