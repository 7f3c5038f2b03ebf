package io.github.filevineagent.testapp.standin;

import io.github.filevineagent.standin.LoopbackServer;
import io.github.filevineagent.standin.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * Filevine in miniature, on loopback addresses of this machine: the identity service and the gateway on {@code
 * localhost}, the storage on {@code 127.0.0.1}, so that a download leads to another host. Runs from {@link #start} to
 * {@link #close}.
 */
public final class StandIn implements AutoCloseable {
    /** A project to write notes and documents to. */
    public static final long PROJECT = CaseFiles.PROJECT;

    // Held, or the logging framework may forget the level: it holds loggers weakly.
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    private final List<MockWebServer> servers = new ArrayList<>();
    private final HeldCertificate certificate = new HeldCertificate.Builder()
            .commonName("Filevine stand-in")
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    private final Accounts accounts = new Accounts();
    private final Tokens tokens;
    private final Filter filter;
    private final URI identity;
    private final URI gateway;
    private final URI storageAddress;

    private StandIn(ClientCredentials credentials, Tokens tokens, Observer observer, Filter filter) throws IOException {
        this.tokens = tokens;
        this.filter = filter;
        accounts.add(credentials.personalAccessToken(), Accounts.ANY);
        Storage storage = new Storage(observer);
        storageAddress = URI.create("https://127.0.0.1:" + serve(storage));
        storage.reachableAt(storageAddress);
        identity = URI.create("https://localhost:" + serve(new Identity(credentials, accounts, tokens, observer)));
        gateway = URI.create("https://localhost:" + serve(new Gateway(tokens, new CaseFiles(storage), observer)));
    }

    /**
     * Starts the three servers, each on a free port.
     *
     * @param lifetime of the access tokens, in whole seconds
     */
    public static StandIn start(
            ClientCredentials credentials, Duration lifetime, InstantSource clock, Observer observer)
            throws IOException {
        return start(credentials, lifetime, clock, observer, Filter.NONE);
    }

    /** As {@link #start(ClientCredentials, Duration, InstantSource, Observer)}, with a filter before the three servers. */
    public static StandIn start(
            ClientCredentials credentials, Duration lifetime, InstantSource clock, Observer observer, Filter filter)
            throws IOException {
        SERVER_LOG.setLevel(Level.WARNING);
        return new StandIn(credentials, new Tokens(clock, lifetime), observer, filter);
    }

    private int serve(Endpoint endpoint) throws IOException {
        MockWebServer server = LoopbackServer.https(
                serverSockets(), request -> filter.answer(endpoint.server(), request, () -> endpoint.apply(request)));
        servers.add(server);
        return server.getPort();
    }

    /** Returns the address of the identity service, without a path. */
    public URI identity() {
        return identity;
    }

    /** Returns the address of the gateway, without a path. */
    public URI gateway() {
        return gateway;
    }

    /** Returns the address of the storage, without a path. */
    public URI storage() {
        return storageAddress;
    }

    /** Makes a further PAT valid, with the same client. Its access tokens are for requests of one organisation only. */
    public void addFirm(String organisation, String personalAccessToken) {
        accounts.add(personalAccessToken, organisation);
    }

    /** Makes a PAT invalid. The access tokens that it was exchanged for stay valid. */
    public void removePat(String personalAccessToken) {
        accounts.remove(personalAccessToken);
    }

    /**
     * Makes all access tokens that were issued so far for the first PAT invalid, and returns the generation of the latest of
     * all.
     */
    public int revokeTokens() {
        return tokens.revoke(Accounts.ANY);
    }

    /** Makes all access tokens of an organisation that were issued so far invalid. */
    public void revokeTokens(String organisation) {
        int unused = tokens.revoke(organisation);
    }

    /** Returns what a further server on this machine needs, so that the same clients trust it. */
    public SSLSocketFactory serverSockets() {
        return Tls.serverSockets(certificate);
    }

    /** Returns a context for clients in this process that trusts the three servers. */
    public SSLContext clientContext() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build()
                .sslContext();
    }

    /** Writes a PKCS #12 trust store, with the password {@link Tls#STORE_PASSWORD}, for clients in other processes. */
    public Path writeTrustStore(Path file) throws IOException {
        return Tls.writeTrustStore(file, certificate);
    }

    @Override
    public void close() {
        servers.forEach(MockWebServer::close);
    }
}
