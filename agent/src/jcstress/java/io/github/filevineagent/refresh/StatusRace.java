package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.github.filevineagent.token.ExchangeException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/** An operator looks while an outage ends: what he sees belongs to one moment. */
@JCStressTest
@Outcome(
        id = "FRESH, 1970-01-01T00:20:00Z, 1970-01-01T00:01:00Z, reason: no token.",
        expect = ACCEPTABLE,
        desc = "The old token, the error, and the next attempt a minute from now.")
@Outcome(
        id = "FRESH, 1970-01-01T00:40:00Z, 1970-01-01T00:20:00Z, null",
        expect = ACCEPTABLE,
        desc = "The new token, no error, and a refresh at half of its life.")
@State
public class StatusRace {
    private final RacedTokens raced = RacedTokens.holdingA();

    public StatusRace() {
        raced.fail(ExchangeException.Kind.TRANSIENT);
    }

    @Actor
    public void worker() {
        raced.publishNext();
    }

    @Actor
    public void operator(LLLL_Result result) {
        TokenStatus status = raced.tokens.status();
        result.r1 = status.state();
        result.r2 = status.usableUntil();
        result.r3 = status.nextRefresh();
        result.r4 = status.lastError();
    }
}
