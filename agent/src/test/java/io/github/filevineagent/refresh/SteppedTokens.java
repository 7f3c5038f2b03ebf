package io.github.filevineagent.refresh;

import java.time.Duration;

/** A token source for tests of other packages. The test plays the workers, and time stands still. */
public final class SteppedTokens {
    private final TokenSourceFixture fixture = new TokenSourceFixture();

    /** Returns workers for a test that does their work. */
    public static Workers workersThatDoNothing() {
        return new Workers(neverAtWork -> new Thread(), Workers.LONGEST_SLEEP_NANOS);
    }

    public TokenSource source() {
        return fixture.tokens;
    }

    /** Makes an exchange, as the schedule does it. */
    public void issue(String token) {
        fixture.exchange.fromNow().issues(token);
        exchange();
    }

    /** Makes an exchange in which the identity server refuses the credentials. */
    public void refuse() {
        fixture.exchange.fromNow().refuses();
        exchange();
    }

    /** Lets so much time pass that no token is valid. */
    public void expire() {
        fixture.clock.advance(Duration.ofHours(1));
    }

    /** Returns whether a request has asked for an exchange that has not been made. */
    public boolean isExchangeDue() {
        return fixture.isDue();
    }

    /** Returns how many requests are kept until there is a token. */
    public int waiting() {
        return fixture.tokens.waiting();
    }

    private void exchange() {
        fixture.tokens.refreshNow();
        fixture.exchangeIfDue();
    }
}
