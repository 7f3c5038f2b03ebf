package io.github.filevineagent.refresh;

import io.github.filevineagent.common.Log;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** A token source with all around it in the test's hand. The test plays the workers. */
final class TokenSourceFixture {
    private static final double FIRST_AS_OTHERS = (0.75 - 0.05) / (0.8 - 0.05);

    final FakeClock clock = new FakeClock();
    final ScriptedExchange exchange = new ScriptedExchange();
    final RecordingListener listener = new RecordingListener();
    private final AtomicBoolean firstDrawn = new AtomicBoolean();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    /**
     * The jitter is always half of what it can be: a token of 20 minutes is stale after 15. So is the first one, whose moment
     * can be any.
     */
    final TokenSource tokens;

    TokenSourceFixture() {
        this(false);
    }

    private TokenSourceFixture(boolean whenUsed) {
        tokens = new TokenSource(
                "default",
                exchange,
                () -> exchange.issued() == 1 && firstDrawn.compareAndSet(false, true) ? FIRST_AS_OTHERS : 0.5,
                clock,
                new Log(new PrintStream(output, true, StandardCharsets.UTF_8), Log.Level.INFO),
                listener,
                whenUsed);
    }

    /** With a token that is kept fresh only while requests use it. */
    static TokenSourceFixture whenUsed() {
        return new TokenSourceFixture(true);
    }

    static TokenSourceFixture holding(String token) {
        TokenSourceFixture fixture = new TokenSourceFixture();
        fixture.exchange.issues(token);
        fixture.exchangeIfDue();
        fixture.exchange.fromNow();
        return fixture;
    }

    /** Does what a worker does when it looks at the clocks. */
    void exchangeIfDue() {
        if (isDue()) {
            tokens.refresher().exchange();
        }
    }

    boolean isDue() {
        return tokens.refresher().isDue();
    }

    /** Lets time pass in steps, after each of which a worker looks at the clocks. */
    void pass(Duration duration, Duration step) {
        for (Duration left = duration; !left.isZero(); left = left.minus(step)) {
            clock.advance(step);
            exchangeIfDue();
        }
    }

    void pass(Duration duration) {
        pass(duration, Duration.ofSeconds(1));
    }

    List<String> logLines() {
        return output.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
    }
}
