package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** A request begins to wait while the first token is fetched: it gets it, once, whether it came too late to wait or not. */
@JCStressTest
@Outcome(id = "Bearer a, 1", expect = ACCEPTABLE, desc = "It was let go, or found the token: in either case once.")
@State
public class WaiterRace {
    private final RacedTokens raced = RacedTokens.withoutToken();
    private final AtomicInteger times = new AtomicInteger();
    private @Nullable CompletableFuture<String> waiter;

    @Actor
    public void request() {
        waiter = raced.tokens.await().whenComplete((authorization, failure) -> times.incrementAndGet());
    }

    @Actor
    public void worker() {
        raced.exchangeIfDue();
    }

    @Arbiter
    public void after(LI_Result result) {
        result.r1 = RacedTokens.outcome(waiter);
        result.r2 = times.get();
    }
}
