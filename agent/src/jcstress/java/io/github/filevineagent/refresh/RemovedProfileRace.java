package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A profile is removed while its token is fetched and a request waits: nobody waits for ever, and no token is left. */
@JCStressTest
@Outcome(id = "refused, null", expect = ACCEPTABLE, desc = "The profile was gone before the token came.")
@Outcome(id = "Bearer a, null", expect = ACCEPTABLE, desc = "The request got the token before the profile went.")
@State
public class RemovedProfileRace {
    private final RacedTokens raced = RacedTokens.withoutToken();
    private @Nullable CompletableFuture<String> waiter;

    @Actor
    public void requestAndWorker() {
        waiter = raced.tokens.await();
        raced.publishNext();
    }

    @Actor
    public void removal() {
        raced.tokens.close("the profile is gone.");
    }

    @Arbiter
    public void after(LL_Result result) {
        result.r1 = RacedTokens.outcome(waiter);
        result.r2 = raced.tokens.authorization();
    }
}
