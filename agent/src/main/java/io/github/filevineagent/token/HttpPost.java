package io.github.filevineagent.token;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * One {@code POST} of the agent's own, over {@link HttpURLConnection}, because that is in {@code java.base}.
 *
 * <p>It goes through the JVM's proxies, but by http, and trusts the JVM's trust store; nothing counts that the application
 * set with {@code HttpsURLConnection.setDefault…} or {@code SSLContext.setDefault}, nor what it has URLs served by. It follows
 * no redirect, uses no cache, keeps no connection, and answers no challenge of the server. A default {@code CookieHandler} is the exception: the JDK hands it the
 * URL and the headers, never the body, and has no switch for that.
 *
 * <p>{@link #send} and {@link #serverCertificate} are for one thread, and one call of either, or one more after {@link #goTo},
 * which is for that thread, too, as is all about the address; the rest is for any other thread.
 */
final class HttpPost {
    static final int MAX_BODY = 1024 * 1024;

    private URI url;
    private final ExchangeSettings settings;
    private final ProxyAuthenticator authenticator;
    private final ServerTrust trust;

    private final CountDownLatch timeToSpare = new CountDownLatch(1);
    private volatile String step = "preparing the request";
    private volatile boolean aborted;
    private volatile @Nullable HttpURLConnection connection;
    private boolean connected;
    private volatile @Nullable Proxy unreachedProxy;

    /**
     * @param trustManagers as {@link ServerTrust}'s
     */
    HttpPost(
            URI url,
            ExchangeSettings settings,
            ProxyAuthenticator authenticator,
            TrustManager @Nullable [] trustManagers) {
        this.url = url;
        this.settings = settings;
        this.authenticator = authenticator;
        this.trust = new ServerTrust(trustManagers);
    }

    /**
     * @param authorization the value of the {@code Authorization} header, or null for none
     */
    Answer send(String contentType, byte[] content, @Nullable String authorization) throws IOException {
        if (!url.getScheme().equalsIgnoreCase("https")) {
            // Without TLS there is little to compute until the answer comes.
            haveTimeToSpare();
        }
        HttpURLConnection opened = open();
        opened.setRequestProperty("Content-Type", contentType);
        if (authorization != null) {
            opened.setRequestProperty("Authorization", authorization);
        }
        connection = opened;
        try {
            step = "connecting";
            opened.connect();
            connected = true;
            // Resolving a name can outlast every deadline; what comes after it must not.
            if (aborted) {
                throw new InterruptedIOException("aborted while connecting");
            }
            step = "waiting for the answer";
            haveTimeToSpare();
            // Buffered, not in streaming mode: there the JDK turns a 401 into an exception and hides the answer.
            try (OutputStream out = opened.getOutputStream()) {
                out.write(content);
            }
            int status = opened.getResponseCode();
            step = "reading the answer";
            return Answer.of(opened, status, readBody(opened, status));
        } catch (IOException e) {
            unreachedProxy = connected ? null : proxyToServer();
            throw trust.explained(e, url.getHost());
        } finally {
            opened.disconnect();
        }
    }

    /** Connects without sending anything, and returns the server's own certificate, or null where there is none: over http. */
    @Nullable
    X509Certificate serverCertificate() throws IOException {
        HttpURLConnection opened = open();
        connection = opened;
        try {
            step = "connecting";
            opened.connect();
            connected = true;
            return opened instanceof HttpsURLConnection
                    ? (X509Certificate) ((HttpsURLConnection) opened).getServerCertificates()[0]
                    : null;
        } catch (IOException e) {
            unreachedProxy = connected ? null : proxyToServer();
            throw trust.explained(e, url.getHost());
        } finally {
            opened.disconnect();
        }
    }

    /** On the call's own thread, since it asks the application's selector; and only now, when a message wants to name it. */
    private @Nullable Proxy proxyToServer() {
        try {
            return JvmProxies.firstFor(url);
        } catch (RuntimeException e) {
            // The call's failure counts, and not this one.
            return null;
        }
    }

    /** Returns the proxy that the call had to go through and has not got to, or null if there is none. */
    @Nullable
    Proxy unreachedProxy() {
        return unreachedProxy;
    }

    ExchangeSettings settings() {
        return settings;
    }

    /** Returns where the call goes, or went. */
    URI url() {
        return url;
    }

    /** Returns whether there was a connection, so that something may have been sent. */
    boolean hasConnected() {
        return connected;
    }

    /** Looks the name of another address up, and blocks meanwhile. */
    boolean resolves(URI other) throws InterruptedIOException {
        step = "looking up " + other.getHost();
        try {
            InetAddress unused = InetAddress.getByName(other.getHost());
        } catch (UnknownHostException e) {
            return false;
        }
        if (aborted) {
            throw new InterruptedIOException("aborted while looking up a name");
        }
        return true;
    }

    /** Makes the next call go somewhere else. Only after one that {@linkplain #hasConnected has not connected}. */
    void goTo(URI other) {
        url = other;
    }

    private HttpURLConnection open() throws IOException {
        authenticator.beginCall();
        HttpURLConnection opened = JdkUrls.open(url.toString());
        opened.setRequestMethod("POST");
        opened.setDoOutput(true);
        opened.setUseCaches(false);
        opened.setInstanceFollowRedirects(false);
        opened.setConnectTimeout(millis(settings.connectTimeout()));
        // The deadline is kept by whoever calls abort(); this, later, frees the thread if closing the socket does not.
        opened.setReadTimeout(millis(settings.exchangeTimeout().plusSeconds(1)));
        opened.setAuthenticator(authenticator);
        opened.setRequestProperty("Accept", "application/json");
        opened.setRequestProperty("User-Agent", settings.userAgent());
        opened.setRequestProperty("Connection", "close");
        if (opened instanceof HttpsURLConnection) {
            trust.secure((HttpsURLConnection) opened);
        }
        return opened;
    }

    private byte[] readBody(HttpURLConnection opened, int status) throws IOException {
        InputStream in =
                status >= HttpURLConnection.HTTP_BAD_REQUEST ? opened.getErrorStream() : opened.getInputStream();
        if (in == null) {
            return new byte[0];
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[8 * 1024];
        for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
            // Closing the stream takes a lock that this loop holds nearly all the time, and may not get it for long.
            if (aborted) {
                throw new InterruptedIOException("aborted while reading");
            }
            if (body.size() + n > MAX_BODY) {
                throw new AnswerTooLargeException(MAX_BODY);
            }
            body.write(buffer, 0, n);
        }
        // Newer JDKs say so themselves; JDK 17 takes it for the end.
        if (body.size() < opened.getContentLengthLong()) {
            throw new EOFException("the answer ended too early");
        }
        return body.toByteArray();
    }

    /**
     * Waits until a processor is idle: the request is on its way, or somebody {@linkplain #haveTimeToSpare says so}. Returns
     * false if the time is over before.
     */
    boolean awaitTimeToSpare(long nanos) throws InterruptedException {
        return timeToSpare.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Lets go who {@linkplain #awaitTimeToSpare waits}. Returns at once. */
    void haveTimeToSpare() {
        timeToSpare.countDown();
    }

    /** Returns what the call is doing, for a message about what it did not finish. */
    String step() {
        return step;
    }

    /** From now on nothing more is sent or read. Returns at once. */
    void abort() {
        aborted = true;
    }

    /**
     * Closes the connection under a call in progress, which then fails; but one that is just between two steps may connect
     * again. May block on the JDK's own locks.
     */
    void disconnect() {
        HttpURLConnection current = connection;
        if (current != null) {
            current.disconnect();
        }
    }

    private static int millis(Duration timeout) {
        return (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    }

    /** What of its HTTP response anybody looks at. Immutable; the body's array belongs to it. */
    static final class Answer {
        private final int status;
        private final @Nullable String contentType;
        private final @Nullable String location;
        private final @Nullable String retryAfter;
        private final @Nullable String date;
        private final byte[] body;

        Answer(
                int status,
                @Nullable String contentType,
                @Nullable String location,
                @Nullable String retryAfter,
                @Nullable String date,
                byte[] body) {
            this.status = status;
            this.contentType = contentType;
            this.location = location;
            this.retryAfter = retryAfter;
            this.date = date;
            this.body = body;
        }

        static Answer of(HttpURLConnection connection, int status, byte[] body) {
            return new Answer(
                    status,
                    connection.getHeaderField("Content-Type"),
                    connection.getHeaderField("Location"),
                    connection.getHeaderField("Retry-After"),
                    connection.getHeaderField("Date"),
                    body);
        }

        int status() {
            return status;
        }

        @Nullable
        String contentType() {
            return contentType;
        }

        @Nullable
        String location() {
            return location;
        }

        @Nullable
        String retryAfter() {
            return retryAfter;
        }

        @Nullable
        String date() {
            return date;
        }

        byte[] body() {
            return body;
        }
    }

    /** The server's answer has more bytes than any token endpoint's would. */
    static final class AnswerTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        AnswerTooLargeException(int limit) {
            super("the answer is larger than " + limit + " bytes");
        }
    }
}
