package io.github.filevineagent.authorize;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * A request chooses a profile that is replaced and then closed. Where it finds no token any more, it looks again, and finds the
 * other one: it never fails because it was between the two.
 */
@JCStressTest
@Outcome(id = "Bearer a", expect = ACCEPTABLE, desc = "Before it was closed.")
@Outcome(id = "Bearer b", expect = ACCEPTABLE, desc = "After it was replaced.")
@Outcome(id = "Bearer b, at the second look", expect = ACCEPTABLE, desc = "Between the two.")
@State
public class ClosedProfileRace {
    private final RacedFirms raced = RacedFirms.toBeClosed();

    @Actor
    public void replace() {
        raced.replace();
        raced.close();
    }

    @Actor
    public void request(L_Result result) {
        Profile first = raced.profileFor(null);
        String token = tokenOf(first);
        if (token != null) {
            result.r1 = token;
        } else {
            Profile second = raced.profileFor(null);
            result.r1 = second == first ? "failed" : tokenOf(second) + ", at the second look";
        }
    }

    private static @Nullable String tokenOf(@Nullable Profile profile) {
        return profile == null ? null : profile.tokens().authorization();
    }
}
