package io.github.filevineagent.testapp.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.filevineagent.testapp.standin.ClientCredentials;
import io.github.filevineagent.testapp.standin.Seen;
import io.github.filevineagent.testapp.standin.StandIn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stand-in that both clients of this JVM trust, and what the program prints. */
abstract class WithStandIn {
    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    StandIn standIn;

    private final SSLContext defaultContext = defaultContext();
    private final SSLSocketFactory defaultFactory = HttpsURLConnection.getDefaultSSLSocketFactory();

    @BeforeEach
    void start() throws Exception {
        standIn = StandIn.start(ClientCredentials.of("pat"), Duration.ofMinutes(1), InstantSource.system(), seen::add);
        SSLContext.setDefault(standIn.clientContext());
        HttpsURLConnection.setDefaultSSLSocketFactory(standIn.clientContext().getSocketFactory());
    }

    @AfterEach
    void stop() {
        HttpsURLConnection.setDefaultSSLSocketFactory(defaultFactory);
        SSLContext.setDefault(defaultContext);
        standIn.close();
    }

    PrintStream printed() {
        return new PrintStream(out, true, UTF_8);
    }

    List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    static String line(String client, String step, String result) {
        return String.format("%-17s  %-17s  %s", client, step, result);
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
