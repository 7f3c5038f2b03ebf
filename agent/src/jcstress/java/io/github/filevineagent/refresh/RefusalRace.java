package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.github.filevineagent.token.ExchangeException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A request begins to wait while the credentials are refused: it hears of it, and does not sit out its wait. */
@JCStressTest
@Outcome(id = "refused", expect = ACCEPTABLE, desc = "It was let go with the refusal, or found it.")
@State
public class RefusalRace {
    private final RacedTokens raced = RacedTokens.withoutToken();
    private @Nullable CompletableFuture<String> waiter;

    @Actor
    public void request() {
        waiter = raced.tokens.await();
    }

    @Actor
    public void worker() {
        raced.fail(ExchangeException.Kind.REJECTED);
    }

    @Arbiter
    public void after(L_Result result) {
        result.r1 = RacedTokens.outcome(waiter);
    }
}
