package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLZ_Result;

/** A 401 for the old token arrives while its successor is published: the successor stays in use, and the request gets it. */
@JCStressTest
@Outcome(id = "Bearer b, Bearer b, false", expect = ACCEPTABLE, desc = "Whoever was first, nothing is left to do.")
@State
public class LateUnauthorizedRace {
    private final RacedTokens raced = RacedTokens.holdingA();
    private @Nullable CompletableFuture<@Nullable String> renewed;

    @Actor
    public void unauthorizedRequest() {
        renewed = raced.tokens.renew(RacedTokens.A);
    }

    @Actor
    public void worker() {
        raced.publishNext();
    }

    @Arbiter
    public void after(LLZ_Result result) {
        result.r1 = RacedTokens.outcome(renewed);
        result.r2 = raced.tokens.authorization();
        result.r3 = raced.tokens.isDue();
    }
}
