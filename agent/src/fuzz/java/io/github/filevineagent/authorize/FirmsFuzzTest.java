package io.github.filevineagent.authorize;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class FirmsFuzzTest {

    @FuzzTest(maxDuration = "30s")
    void profileFor_anyFirms_agreesWithTheModel(FuzzedDataProvider data) {
        boolean unused = FirmsComparison.compare(bound -> data.consumeInt(0, bound - 1));
    }
}
