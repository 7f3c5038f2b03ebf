package io.github.filevineagent.token;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges a Personal Access Token for an access token, with Filevine's {@code personal_access_token} grant.
 *
 * <p>Thread-safe; exchanges do not share anything but the settings. It is the caller who runs one at a time.
 */
public final class PatExchange implements TokenExchange {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** Ten times what it takes to close a connection that can be closed. */
    private static final long LONGEST_END_MILLIS = 1000;

    private final ExchangeSettings settings;
    private final Failures failures;
    private final Refusals refusals;
    private final ProxyAuthenticator proxyAuthenticator = new ProxyAuthenticator();
    private final TrustManager @Nullable [] trustManagers;
    private final Clock clock;
    private final AbandonedCalls abandoned;
    private final Runnable beside;

    /** Of the credentials that were sent last. */
    private volatile long sentVersion;

    /** The server's time in its last answer, as it is written, and our own. Compared only when somebody asks. */
    private volatile @Nullable String serverDate;

    private volatile Instant ownDate = Instant.EPOCH;

    private volatile boolean requestWaits;
    private volatile @Nullable HttpPost latest;

    /** Of who makes the exchanges. */
    private @Nullable TimedCall latestCall;

    /** For one who has only this one. */
    public PatExchange(ExchangeSettings settings) {
        this(settings, new AbandonedCalls());
    }

    /**
     * @param ofAll what the exchanges of all profiles have abandoned
     */
    public PatExchange(ExchangeSettings settings, AbandonedCalls ofAll) {
        this(settings, null, Clock.systemUTC(), new JsonPreparation(), ofAll);
    }

    PatExchange(ExchangeSettings settings, TrustManager @Nullable [] trustManagers, Clock clock) {
        this(settings, trustManagers, clock, new JsonPreparation());
    }

    PatExchange(ExchangeSettings settings, TrustManager @Nullable [] trustManagers, Clock clock, Runnable beside) {
        this(settings, trustManagers, clock, beside, new AbandonedCalls());
    }

    /**
     * @param trustManagers null for the JVM's default trust store
     * @param clock what the dates of the server are compared with
     * @param beside what can be done while the server is at work, see {@link TimedCall}
     */
    private PatExchange(
            ExchangeSettings settings,
            TrustManager @Nullable [] trustManagers,
            Clock clock,
            Runnable beside,
            AbandonedCalls ofAll) {
        this.settings = settings;
        this.abandoned = ofAll.ofOne();
        this.failures = new Failures(settings);
        this.refusals = new Refusals(settings, failures, clock);
        this.trustManagers = trustManagers == null ? null : trustManagers.clone();
        this.clock = clock;
        this.beside = beside;
    }

    /** {@inheritDoc} An interrupt ends it early, as a transient failure, and the thread's flag stays set. */
    @Override
    public IssuedToken exchange() throws ExchangeException {
        TimedCall call = newCall(trustManagers);
        HttpPost post = call.post();
        latest = post;
        if (requestWaits) {
            post.haveTimeToSpare();
        }
        latestCall = call;
        try {
            return call.run("exchange", new Attempt(post), beside);
        } finally {
            // It holds the connection, and with it what was sent and what was answered.
            latest = null;
        }
    }

    @Override
    public void awaitEnd() {
        TimedCall call = latestCall;
        latestCall = null;
        if (call != null) {
            try {
                call.awaitEnd(LONGEST_END_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void requestWaits() {
        // In the opposite order of an exchange, so that one of the two sees what the other has written.
        requestWaits = true;
        HttpPost post = latest;
        if (post != null) {
            post.haveTimeToSpare();
        }
    }

    /**
     * Connects to the token endpoint without sending anything, for an operator who wants to see how far that gets.
     *
     * @return the server's certificate, or null if the endpoint is an http address
     */
    public @Nullable X509Certificate serverCertificate() throws ExchangeException {
        TimedCall call = newCall(trustManagers);
        return call.run("connect", () -> Optional.ofNullable(serverCertificate(call.post())))
                .orElse(null);
    }

    private @Nullable X509Certificate serverCertificate(HttpPost post) throws IOException, ExchangeException {
        try {
            return post.serverCertificate();
        } catch (UnknownHostException e) {
            goToOtherAddress(post, e);
            return post.serverCertificate();
        }
    }

    /** Returns the address in use. */
    public URI address() {
        return settings.endpoint().url();
    }

    /**
     * Returns the certificate that the token endpoint presents although the JVM does not trust it, or null if there is
     * none to be had. Sends nothing; the connection ends with the handshake.
     */
    public @Nullable X509Certificate untrustedCertificate() {
        ServerTrust.Presented presented = new ServerTrust.Presented();
        TimedCall call = newCall(new TrustManager[] {presented});
        try {
            call.run("connect", call.post()::serverCertificate);
        } catch (ExchangeException e) {
            // As intended: the handshake fails, and what was presented is known.
        }
        return presented.certificate();
    }

    /** Returns how far this machine's clock is ahead of the server's by the last answer, or null if that did not tell. */
    public @Nullable Duration clockLead() {
        String date = serverDate;
        Instant now = ownDate;
        // To parse it with each answer would load the JDK's formats for dates before the first token: 10 ms.
        Instant server = date == null ? null : RetryAfter.httpDate(date.trim(), now);
        return server == null ? null : Duration.between(server, now);
    }

    private IssuedToken attempt(HttpPost post) throws IOException, ExchangeException {
        Credentials credentials = Credentials.read(settings);
        sentVersion = credentials.version();
        HttpPost.Answer answer = send(post, credentials.tokenRequest(settings.scope()));
        ownDate = clock.instant();
        serverDate = answer.date();
        return TokenAnswer.tokenOf(answer, credentials, refusals);
    }

    private HttpPost.Answer send(HttpPost post, byte[] form) throws IOException, ExchangeException {
        try {
            return post.send(FORM, form, null);
        } catch (UnknownHostException e) {
            goToOtherAddress(post, e);
            return post.send(FORM, form, null);
        }
    }

    /**
     * Returns if the failed call can be made once more, at the other known address, whose name resolves. That is within the
     * deadline of the same exchange.
     *
     * @throws UnknownHostException the given one where there is no other address, or where a proxy looks names up: then it
     *     was the proxy's own that is unknown
     * @throws ExchangeException if the other name does not resolve either
     */
    private void goToOtherAddress(HttpPost post, UnknownHostException e) throws IOException, ExchangeException {
        URI address = post.url();
        URI other = settings.endpoint().otherThan(address);
        if (other == null || post.hasConnected() || JvmProxies.firstFor(address) != null) {
            throw e;
        }
        if (!post.resolves(other)) {
            throw failures.neitherResolves(address, other, e);
        }
        settings.endpoint().use(other, settings);
        post.goTo(other);
    }

    /** Loads what reads the answer beside the first exchange; later there is nothing left to do. */
    private static final class JsonPreparation implements Runnable {
        @Override
        public void run() {
            try {
                Json.prepare();
            } catch (Throwable t) {
                // What is wrong will be so when the answer is read, and is reported then.
            }
        }
    }

    /** No lambda: a program's first request can be waiting for this, and the JVM takes milliseconds to make its first. */
    private final class Attempt implements Callable<IssuedToken> {
        private final HttpPost post;

        Attempt(HttpPost post) {
            this.post = post;
        }

        @Override
        public IssuedToken call() throws IOException, ExchangeException {
            return attempt(post);
        }
    }

    private TimedCall newCall(TrustManager @Nullable [] trusted) {
        HttpPost post = new HttpPost(settings.endpoint().url(), settings, proxyAuthenticator, trusted);
        return new TimedCall(post, failures, abandoned);
    }

    /** {@inheritDoc} It is the files of the last exchange that they are compared with. */
    @Override
    public boolean credentialsChanged() {
        try {
            return Credentials.read(settings).version() != sentVersion;
        } catch (ExchangeException e) {
            return false;
        }
    }
}
