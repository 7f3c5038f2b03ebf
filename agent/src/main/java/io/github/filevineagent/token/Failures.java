package io.github.filevineagent.token;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the exceptions of calls to one place, each message beginning with what was called, and finds for what went wrong
 * before there was an answer a reason, and a message that says what to do. Immutable.
 */
final class Failures {
    private static final String NOT_THE_SERVER =
            "Check the address, and whether a proxy answers in the server's place.";

    /** Causes of causes that are looked at; a chain that is longer, or a circle, has nothing to add. */
    private static final int MAX_CAUSES = 10;

    private final ExchangeSettings settings;
    private final String call;
    private final Object place;
    private final String hostAdvice;

    /** What was called, or null if it was not the token endpoint. */
    private final @Nullable TokenEndpoint endpoint;

    /** Makes those of PAT exchanges. */
    Failures(ExchangeSettings settings) {
        this(settings, "PAT exchange with ", settings.endpoint(), "", settings.endpoint());
    }

    /**
     * @param call what was called, a space behind it
     * @param place where, without a secret
     * @param hostAdvice what else to do where the host name can't be resolved: a sentence with a space before it, or empty
     */
    Failures(ExchangeSettings settings, String call, Object place, String hostAdvice) {
        this(settings, call, place, hostAdvice, null);
    }

    /**
     * @param place asked for each message, since an endpoint can have two addresses
     */
    private Failures(
            ExchangeSettings settings, String call, Object place, String hostAdvice, @Nullable TokenEndpoint endpoint) {
        this.settings = settings;
        this.call = call;
        this.place = place;
        this.hostAdvice = hostAdvice;
        this.endpoint = endpoint;
    }

    ExchangeException passing(String reason, String what) {
        return passing(reason, what, null, null);
    }

    ExchangeException passing(String reason, String what, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        return new ExchangeException(ExchangeException.Kind.TRANSIENT, reason, message(what), retryAfter, cause);
    }

    ExchangeException rejection(String reason, String what) {
        return new ExchangeException(ExchangeException.Kind.REJECTED, reason, message(what), null, null);
    }

    private String message(String what) {
        return call + place + ": " + what;
    }

    /**
     * @param step what {@link HttpPost#step()} says
     * @param proxy what there was no connection to, or null if it was the server, or if there was one
     */
    ExchangeException of(IOException e, String step, @Nullable Proxy proxy) {
        // The order matters: the JDK wraps timeouts and resets in SSLException where they hit a handshake.
        if (e instanceof HttpPost.AnswerTooLargeException) {
            return failure("answer_too_large", e.getMessage() + ". " + NOT_THE_SERVER, e);
        }
        if (has(e, SocketTimeoutException.class)) {
            return connectTimedOut(e, proxy);
        }
        if (has(e, UnknownHostException.class) && proxy != null && JvmProxies.isAbout(e, proxy)) {
            return failure(
                    "dns",
                    "the name of the proxy " + JvmProxies.name(proxy) + " can't be resolved (" + e.getMessage()
                            + "). Check " + JvmProxies.ofJvm().whatSets(proxy)
                            + ", and the DNS settings of this machine or container.",
                    e);
        }
        if (has(e, UnknownHostException.class)) {
            return failure(
                    "dns",
                    "the host name can't be resolved (" + e.getMessage()
                            + "). Check the DNS settings of this machine or container." + noJvmProxies()
                            + hostAdvice,
                    e);
        }
        if (has(e, ConnectException.class) || has(e, NoRouteToHostException.class)) {
            return failure("connect", "no connection" + notConnected(" (" + e.getMessage() + ")", "", proxy), e);
        }
        if (has(e, SocketException.class)) {
            return failure("io", "the connection broke while " + step + " (" + e.getMessage() + ").", e);
        }
        if (e instanceof ServerTrust.NobodyTrustedException) {
            return failure("tls", "no secure connection. " + e.getMessage(), e);
        }
        if (has(e, SSLException.class)) {
            return failure("tls", "no secure connection (" + e.getMessage() + "). " + tlsAdvice(e), e);
        }
        // The JDK has no exception type for this.
        if (String.valueOf(e.getMessage()).startsWith("Unable to tunnel through proxy")) {
            return failure("proxy", e.getMessage() + ". " + tunnelAdvice(String.valueOf(e.getMessage())), e);
        }
        return failure("io", "failed while " + step + " (" + e + ").", e);
    }

    /** For an endpoint whose two known addresses are both unknown here: it can't be that one of them is out of date. */
    ExchangeException neitherResolves(URI address, URI other, UnknownHostException e) {
        return failure(
                "dns",
                "neither " + address.getHost() + " nor " + other.getHost()
                        + ", which are the addresses that Filevine documents for this region, can be resolved: the fault is"
                        + " in the network or the DNS settings of this machine or container, not in the address."
                        + noJvmProxies(),
                e);
    }

    /** For the deadline, which the waiting caller keeps. */
    ExchangeException deadlinePassed(String step) {
        return failure(
                "timeout",
                "not finished within " + text(settings.exchangeTimeout()) + "; it was still " + step
                        + ". Check the network, or raise filevine.exchange-timeout." + noJvmProxies(),
                null);
    }

    ExchangeException interrupted() {
        return failure("interrupted", "the waiting thread was interrupted.", null);
    }

    /** For what nobody foresaw, such as an exception from the application's own {@code ProxySelector}. */
    ExchangeException unexpected(Throwable e, String step) {
        return failure("internal", "unexpected " + e + " while " + step + ".", e);
    }

    /** The read timeout lies behind the deadline, so a socket's timeout that anybody sees is that of connecting. */
    private ExchangeException connectTimedOut(IOException e, @Nullable Proxy proxy) {
        return failure(
                "timeout",
                "no connection"
                        + notConnected(
                                " within " + text(settings.connectTimeout()),
                                ", or raise filevine.connect-timeout",
                                proxy),
                e);
    }

    private static String notConnected(String how, String otherCure, @Nullable Proxy proxy) {
        return proxy == null
                ? how + ". Check firewalls and proxies" + otherCure + "." + noJvmProxies()
                : " to the proxy " + JvmProxies.name(proxy) + how + ". Check that it runs, "
                        + JvmProxies.ofJvm().whatSets(proxy) + otherCure + ".";
    }

    private static String noJvmProxies() {
        return JvmProxies.ofJvm().ifThereMustBeOne();
    }

    private ExchangeException failure(String reason, String what, @Nullable Throwable cause) {
        return passing(reason, what, null, cause);
    }

    private static String tlsAdvice(IOException e) {
        if (has(e, CertificateExpiredException.class) || has(e, CertificateNotYetValidException.class)) {
            return "The certificate is not valid at this machine's time: check the clock first, then the server.";
        }
        if (e instanceof SSLPeerUnverifiedException) {
            return NOT_THE_SERVER;
        }
        return "If a proxy of your network inspects TLS, add its CA to the JVM's trust store"
                + " (-Djavax.net.ssl.trustStore=FILE, or the JDK's cacerts); if not, the server may not be Filevine's.";
    }

    /** It is the proxy that looks the server's name up, and may know the other one; but what it says is no proof of that. */
    private String tunnelAdvice(String message) {
        return message.contains(" 407")
                ? JvmProxies.ofJvm().toAuthenticate()
                : "Have the proxy let this machine through to the server."
                        + (endpoint == null ? "" : endpoint.hintAtOtherKnown(settings.key("identity-url")));
    }

    private static String text(Duration timeout) {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        Throwable current = e;
        for (int i = 0; current != null && i < MAX_CAUSES; i++) {
            if (type.isInstance(current)) {
                return true;
            }
            current = current.getCause();
        }
        return false;
    }
}
