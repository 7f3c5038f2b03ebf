package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * One request reports a 401 for the token while another one reads it three times: it never waits, goes on with the token
 * there is, and never goes back to it from its successor.
 */
@JCStressTest
@Outcome(id = "Bearer a, Bearer a, Bearer (a|b)", expect = ACCEPTABLE, desc = "The successor came after two, or later.")
@Outcome(id = "Bearer (a|b), Bearer b, Bearer b", expect = ACCEPTABLE, desc = "The successor came before the second.")
@State
public class RejectedTokenRace {
    private final RacedTokens raced = RacedTokens.holdingA();

    @Actor
    public void unauthorizedRequestAndWorker() {
        CompletableFuture<@Nullable String> unused = raced.tokens.renew(RacedTokens.A);
        raced.exchangeIfDue();
    }

    @Actor
    public void request(LLL_Result result) {
        result.r1 = raced.tokens.authorization();
        result.r2 = raced.tokens.authorization();
        result.r3 = raced.tokens.authorization();
    }
}
