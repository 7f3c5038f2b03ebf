package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * A request has waited as long as it may for the successor of a token that got a 401, just when the successor comes: it
 * goes on with its 401 or with the successor, and in either case others have the successor.
 */
@JCStressTest
@Outcome(
        id = "true, null, Bearer b",
        expect = ACCEPTABLE,
        desc = "The deadline came first: the application gets its 401.")
@Outcome(id = "false, Bearer b, Bearer b", expect = ACCEPTABLE, desc = "The successor came first.")
@State
public class DeadlineRace {
    private final RacedTokens raced = RacedTokens.holdingA();
    private final CompletableFuture<@Nullable String> renewed = raced.tokens.renew(RacedTokens.A);

    /** What the hooks do when a request's time is up. */
    @Actor
    public void deadline(LLL_Result result) {
        result.r1 = renewed.complete(null);
    }

    @Actor
    public void worker() {
        raced.publishNext();
    }

    @Arbiter
    public void after(LLL_Result result) {
        result.r2 = RacedTokens.outcome(renewed);
        result.r3 = raced.tokens.authorization();
    }
}
