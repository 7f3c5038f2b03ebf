package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/**
 * The gateway rejects a token so soon after its publication that those who waited for it are still being told: the
 * request waits for the next token, and is not let go with the others, who get the rejected one.
 */
@JCStressTest
@Outcome(id = "Bearer c, 1", expect = ACCEPTABLE, desc = "It had the new token, and gets the one after it.")
@Outcome(id = "unused, 0", expect = ACCEPTABLE, desc = "It read the old token, of which nobody complained.")
@State
public class EarlyUnauthorizedRace {
    private final RacedTokens raced = RacedTokens.holdingA();
    private @Nullable CompletableFuture<@Nullable String> renewed;

    @Actor
    public void worker() {
        raced.publishNext();
    }

    @Actor
    public void unauthorizedRequest() {
        if (RacedTokens.B.equals(raced.tokens.authorization())) {
            renewed = raced.tokens.renew(RacedTokens.B);
        }
    }

    @Arbiter
    public void after(LI_Result result) {
        raced.exchangeIfDue();
        result.r1 = RacedTokens.outcome(renewed);
        result.r2 = raced.exchanges();
    }
}
