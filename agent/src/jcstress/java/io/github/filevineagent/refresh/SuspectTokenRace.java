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
 * One request reports a 401 for the token while another one reads it three times: once it is out of use, it stays out,
 * until it has a successor.
 */
@JCStressTest
@Outcome(id = "Bearer a, Bearer a, Bearer a", expect = ACCEPTABLE, desc = "All reads came before the 401.")
@Outcome(id = "Bearer a, Bearer a, (null|Bearer b)", expect = ACCEPTABLE, desc = "The 401 came before the third.")
@Outcome(id = "Bearer a, null, (null|Bearer b)", expect = ACCEPTABLE, desc = "The 401 came before the second.")
@Outcome(id = "Bearer a, Bearer b, Bearer b", expect = ACCEPTABLE, desc = "401 and successor came before the second.")
@Outcome(id = "null, null, (null|Bearer b)", expect = ACCEPTABLE, desc = "The 401 came before all reads.")
@Outcome(id = "(null|Bearer b), Bearer b, Bearer b", expect = ACCEPTABLE, desc = "So did the successor, at the latest.")
@State
public class SuspectTokenRace {
    private final RacedTokens raced = RacedTokens.holdingA();

    @Actor
    public void unauthorizedRequestAndRefreshThread() {
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
