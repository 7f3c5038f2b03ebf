package io.github.filevineagent.instrumentation;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.Secret;
import io.github.filevineagent.refresh.Clock;
import io.github.filevineagent.refresh.RefreshListener;
import io.github.filevineagent.refresh.TokenSource;
import io.github.filevineagent.refresh.Workers;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.TokenExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.awaitility.Awaitility;

/**
 * A profile with an identity server in the test's hand, which does not answer before it is told what, on a clock that the
 * test can advance. The worker is a real one.
 */
final class ScriptedTokens implements TokenExchange, Clock {
    static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LIFETIME = Duration.ofMinutes(20);

    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicLong aheadNanos = new AtomicLong();
    final Authorizer authorizer;
    final Profile profile;
    final TokenSource tokens;
    final LongAdder replays = new LongAdder();

    ScriptedTokens(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.setProperty("filevine.pat", "pat");
        properties.putAll(settings);
        AgentConfig config;
        try {
            config = new ConfigReader(properties, Map.of()).read();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
        tokens = new TokenSource(
                "default", this, () -> 0.5, this, new Log(System.err, Log.Level.OFF), new Unheard(), false);
        profile = new Profile(config.profiles().get(0), tokens, host -> replays.increment());
        authorizer = new Authorizer(config, List.of(profile), new Log(System.err, Log.Level.OFF), host -> {});
        new Workers().add(tokens);
    }

    ScriptedTokens issues(String token) {
        answers.add(token);
        Awaitility.await().atMost(LIMIT).until(() -> ("Bearer " + token).equals(tokens.authorization()));
        return this;
    }

    void refuses() {
        answers.add("");
        Awaitility.await().atMost(LIMIT).until(() -> tokens.status().lastError() != null);
    }

    /** Returns how many exchanges have begun. */
    int exchanges() {
        return exchanges.get();
    }

    void advance(Duration duration) {
        aheadNanos.addAndGet(duration.toNanos());
    }

    @Override
    public IssuedToken exchange() throws ExchangeException {
        exchanges.incrementAndGet();
        String answer;
        try {
            answer = answers.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (answer.isEmpty()) {
            throw new ExchangeException(
                    ExchangeException.Kind.REJECTED, "invalid_grant", "the PAT was refused.", null, null);
        }
        return new IssuedToken(Secret.of(answer), LIFETIME, null);
    }

    @Override
    public boolean credentialsChanged() {
        return false;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime() + aheadNanos.get();
    }

    @Override
    public long currentTimeMillis() {
        return System.currentTimeMillis() + Duration.ofNanos(aheadNanos.get()).toMillis();
    }

    private static final class Unheard implements RefreshListener {
        @Override
        public void exchanged(Duration took) {}

        @Override
        public void exchangeFailed(Duration took, ExchangeException failure) {}
    }
}
