package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** A request gives up just when it is let go: one of the two happens, and nothing of it is left on the heap. */
@JCStressTest
@Outcome(id = "(true|false), 0", expect = ACCEPTABLE, desc = "Whoever was first, it is forgotten.")
@State
public class AbandonedWaiterRace {
    private final Waiters waiters = new Waiters();

    @Actor
    public void request(LI_Result result) {
        CompletableFuture<String> waiter = waiters.join();
        result.r1 = waiter.cancel(false);
    }

    @Actor
    public void worker() {
        Waiters.complete(waiters.waiting(), RacedTokens.B);
    }

    @Arbiter
    public void after(LI_Result result) {
        result.r2 = waiters.size();
    }
}
