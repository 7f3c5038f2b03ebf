package io.github.filevineagent.refresh;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A token is used just when a worker notes what use there was so far: the use is noted now, or the next time. */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "It is not lost.")
@State
public class UseRace {
    private final AccessToken token = RacedTokens.token();
    private volatile boolean noted;

    @Actor
    public void request() {
        token.markUsed();
    }

    @Actor
    public void worker() {
        noted = token.takeUse();
    }

    @Arbiter
    public void after(Z_Result result) {
        result.r1 = noted || token.isUsed();
    }
}
