package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A request has waited as long as it may for the successor of a token that got a 401, just when the successor comes: it
 * has one of the two, and the old token does not come back into use over the new one.
 */
@JCStressTest
@Outcome(
        id = "Bearer a, Bearer b",
        expect = ACCEPTABLE,
        desc = "The deadline came first: the suspect is better than none.")
@Outcome(
        id = "Bearer b, Bearer b",
        expect = ACCEPTABLE,
        desc = "The successor came first, or before the suspect was read.")
@State
public class DeadlineRace {
    private final RacedTokens raced = RacedTokens.holdingA();
    private final CompletableFuture<String> waiter;

    public DeadlineRace() {
        CompletableFuture<@Nullable String> unused = raced.tokens.renew(RacedTokens.A);
        waiter = raced.tokens.await();
    }

    /** What the hooks do when a request's time is up. */
    @Actor
    public void deadline(LL_Result result) {
        boolean timedOut = waiter.completeExceptionally(new TimeoutException());
        result.r1 = timedOut
                ? raced.tokens.resumeSuspect() ? raced.tokens.authorization() : null
                : RacedTokens.outcome(waiter);
    }

    @Actor
    public void refreshThread() {
        raced.publishNext();
    }

    @Arbiter
    public void after(LL_Result result) {
        result.r2 = raced.tokens.authorization();
    }
}
