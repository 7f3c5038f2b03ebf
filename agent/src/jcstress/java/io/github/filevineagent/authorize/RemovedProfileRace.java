package io.github.filevineagent.authorize;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Requests that name an organisation choose while its profile goes: they get its token or none, and others keep theirs. */
@JCStressTest
@Outcome(id = "Bearer a, Bearer a, Bearer b", expect = ACCEPTABLE, desc = "It went after both.")
@Outcome(id = "Bearer a, none, Bearer b", expect = ACCEPTABLE, desc = "It went after the first.")
@Outcome(id = "none, none, Bearer b", expect = ACCEPTABLE, desc = "It went before both.")
@State
public class RemovedProfileRace {
    private final RacedFirms raced = new RacedFirms();

    @Actor
    public void replace() {
        raced.replace();
    }

    @Actor
    public void requests(LLL_Result result) {
        result.r1 = tokenOf(raced.profileFor("7"));
        result.r2 = tokenOf(raced.profileFor("7"));
        result.r3 = tokenOf(raced.profileFor("9"));
    }

    private static @Nullable String tokenOf(@Nullable Profile profile) {
        return profile == null ? "none" : profile.tokens().authorization();
    }
}
