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
import org.openjdk.jcstress.infra.results.LL_Result;

/** A 401 arrives while an exchange fails: the request gets its 401 at once, and the token is not lost to the others. */
@JCStressTest
@Outcome(id = "null, Bearer a", expect = ACCEPTABLE, desc = "Whoever was first, the token stays in use.")
@State
public class UnauthorizedDuringOutageRace {
    private final RacedTokens raced = RacedTokens.holdingA();
    private @Nullable CompletableFuture<@Nullable String> renewed;

    @Actor
    public void unauthorizedRequest() {
        renewed = raced.tokens.renew(RacedTokens.A);
    }

    @Actor
    public void worker() {
        raced.fail(ExchangeException.Kind.TRANSIENT);
    }

    @Arbiter
    public void after(LL_Result result) {
        result.r1 = RacedTokens.outcome(renewed);
        result.r2 = raced.tokens.authorization();
    }
}
