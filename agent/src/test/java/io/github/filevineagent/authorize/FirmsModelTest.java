package io.github.filevineagent.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares the choice of a profile with the model, for random firms on hosts that they share or don't. */
class FirmsModelTest {
    private static final int CONFIGURATIONS = 3_000;

    @Test
    void profileFor_randomFirms_agreesWithTheModel() {
        SplittableRandom random = new SplittableRandom(20261126);
        int valid = 0;
        for (int i = 0; i < CONFIGURATIONS; i++) {
            valid += FirmsComparison.compare(random::nextInt) ? 1 : 0;
        }
        assertThat(valid).isBetween(CONFIGURATIONS / 10, CONFIGURATIONS * 9 / 10);
    }
}
