package io.github.filevineagent.testapp.standin;

import io.github.filevineagent.testapp.standin.Seen.Remark;
import java.util.OptionalInt;
import mockwebserver3.MockResponse;

/** A response, and what is to be told about it. */
record Answer(MockResponse response, OptionalInt generation, Remark remark) {

    static Answer of(MockResponse response) {
        return new Answer(response, OptionalInt.empty(), Remark.NONE);
    }

    Answer withGeneration(OptionalInt newGeneration) {
        return new Answer(response, newGeneration, remark);
    }

    Answer withRemark(Remark newRemark) {
        return new Answer(response, generation, newRemark);
    }
}
