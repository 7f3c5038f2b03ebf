package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLI_Result;

/** Two requests report a 401 for the same token, one of them while the exchange may be under way: one exchange for both. */
@JCStressTest
@Outcome(
        id = "Bearer b, Bearer b, 1",
        expect = ACCEPTABLE,
        desc = "Whoever was first: one exchange, its token for both.")
@State
public class TwoUnauthorizedRace {
    private final RacedTokens raced = RacedTokens.holdingA();
    private @Nullable CompletableFuture<@Nullable String> first;
    private @Nullable CompletableFuture<@Nullable String> second;

    @Actor
    public void unauthorizedRequest() {
        first = raced.tokens.renew(RacedTokens.A);
    }

    @Actor
    public void unauthorizedRequestAndWorker() {
        second = raced.tokens.renew(RacedTokens.A);
        raced.exchangeIfDue();
    }

    @Arbiter
    public void after(LLI_Result result) {
        raced.exchangeIfDue();
        result.r1 = RacedTokens.outcome(first);
        result.r2 = RacedTokens.outcome(second);
        result.r3 = raced.exchanges();
    }
}
