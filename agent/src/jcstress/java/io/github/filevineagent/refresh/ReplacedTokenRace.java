package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A request reads the token twice while it is replaced on schedule: it never waits, and never goes back. */
@JCStressTest
@Outcome(id = "Bearer a, Bearer a", expect = ACCEPTABLE, desc = "Both reads came before the replacement.")
@Outcome(id = "Bearer a, Bearer b", expect = ACCEPTABLE, desc = "The replacement came between the reads.")
@Outcome(id = "Bearer b, Bearer b", expect = ACCEPTABLE, desc = "Both reads came after the replacement.")
@State
public class ReplacedTokenRace {
    private final RacedTokens raced = RacedTokens.holdingA();

    @Actor
    public void worker() {
        raced.publishNext();
    }

    @Actor
    public void request(LL_Result result) {
        result.r1 = raced.tokens.authorization();
        result.r2 = raced.tokens.authorization();
    }
}
