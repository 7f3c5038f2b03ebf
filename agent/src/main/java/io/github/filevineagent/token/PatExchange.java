package io.github.filevineagent.token;

import io.github.filevineagent.config.SecretSource;
import java.io.IOException;
import java.net.Authenticator;
import java.net.MalformedURLException;
import java.net.URL;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges a Personal Access Token for an access token, with Filevine's {@code personal_access_token} grant.
 *
 * <p>Each exchange runs on a thread of its own while the caller waits. Only so does the deadline count for all of it: a
 * name that does not resolve, a file system that hangs, a server that sends a byte now and then. When the deadline has
 * passed, or the caller is interrupted, the connection is closed and the thread abandoned.
 *
 * <p>Thread-safe; exchanges do not share anything but the settings. It is the caller who runs one at a time.
 */
public final class PatExchange implements TokenExchange {
    private static final long UNREADABLE = -1;

    private final ExchangeSettings settings;
    private final URL url;
    private final NetworkFailures networkFailures;
    private final AnswerInterpreter interpreter;
    private final Authenticator proxyAuthenticator = new ProxyAuthenticator();
    private final TrustManager @Nullable [] trustManagers;

    public PatExchange(ExchangeSettings settings) {
        this(settings, null, Clock.systemUTC());
    }

    /**
     * @param trustManagers null for the JVM's default trust store
     * @param clock what the date in a {@code Retry-After} is compared with
     */
    PatExchange(ExchangeSettings settings, TrustManager @Nullable [] trustManagers, Clock clock) {
        this.settings = settings;
        this.url = toUrl(settings);
        this.networkFailures = new NetworkFailures(settings);
        this.interpreter = new AnswerInterpreter(settings, clock);
        this.trustManagers = trustManagers == null ? null : trustManagers.clone();
    }

    /** Made once, early: a {@code URLStreamHandlerFactory} that the application installs later does not reach it. */
    private static URL toUrl(ExchangeSettings settings) {
        try {
            return settings.endpoint().url().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(settings.key("identity-url") + " is no URL: " + settings.endpoint(), e);
        }
    }

    /** {@inheritDoc} An interrupt ends it early, as a transient failure, and the thread's flag stays set. */
    @Override
    public IssuedToken exchange() throws ExchangeException {
        Attempt attempt = new Attempt();
        FutureTask<IssuedToken> task = new FutureTask<>(attempt);
        new AgentThread("exchange-" + settings.profile(), task).start();
        try {
            return task.get(settings.exchangeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String step = attempt.post.step();
            abandon(attempt, task);
            throw networkFailures.deadlinePassed(step);
        } catch (InterruptedException e) {
            abandon(attempt, task);
            Thread.currentThread().interrupt();
            throw networkFailures.interrupted();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof ExchangeException) {
                throw (ExchangeException) cause;
            }
            throw networkFailures.unexpected(cause == null ? e : cause, attempt.post.step());
        }
    }

    /** Closes the connection on another thread, since that can block on a lock which a stuck read holds. */
    private void abandon(Attempt attempt, FutureTask<IssuedToken> task) {
        task.cancel(true);
        new AgentThread("abort-" + settings.profile(), attempt.post::abort).start();
    }

    @Override
    public long credentialsVersion() {
        SecretSource clientSecret = settings.clientSecret();
        return 31 * version(settings.pat()) + (clientSecret == null ? 0 : version(clientSecret));
    }

    private static long version(SecretSource source) {
        String secret;
        try {
            secret = source.read().reveal();
        } catch (IOException | RuntimeException e) {
            return UNREADABLE;
        }
        long hash = 0;
        for (int i = 0; i < secret.length(); i++) {
            hash = 1099511628211L * (hash ^ secret.charAt(i));
        }
        return hash;
    }

    /** One exchange, from reading the secrets to judging the answer. */
    private final class Attempt implements Callable<IssuedToken> {
        private final FormPost post = new FormPost(url, settings, proxyAuthenticator, trustManagers);

        @Override
        public IssuedToken call() throws ExchangeException {
            Credentials credentials = Credentials.read(settings);
            HttpAnswer answer;
            try {
                answer = post.send(credentials.tokenRequest(settings.scope()));
            } catch (IOException e) {
                throw networkFailures.of(e, post.step());
            }
            return interpreter.tokenOf(answer, credentials);
        }
    }
}
