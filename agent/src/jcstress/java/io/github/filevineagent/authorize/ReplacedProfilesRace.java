package io.github.filevineagent.authorize;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A request that names no organisation chooses while the default profile is replaced: its token and its id are of one. */
@JCStressTest
@Outcome(id = "Bearer a, 7", expect = ACCEPTABLE, desc = "Before it was replaced.")
@Outcome(id = "Bearer b, 8", expect = ACCEPTABLE, desc = "After it was replaced.")
@State
public class ReplacedProfilesRace {
    private final RacedFirms raced = new RacedFirms();

    @Actor
    public void replace() {
        raced.replace();
    }

    @Actor
    public void request(LL_Result result) {
        Profile profile = raced.profileFor(null);
        result.r1 = profile == null ? "none" : profile.tokens().authorization();
        result.r2 = profile == null ? "none" : profile.orgId();
    }
}
