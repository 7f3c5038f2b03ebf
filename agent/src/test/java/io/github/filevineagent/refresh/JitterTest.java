package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class JitterTest {
    private static final int MANY = 1_000;

    @Test
    void getAsDouble_manyTimes_isSpreadFromZeroToOne() {
        List<Double> numbers = numbersOf(new Jitter());

        assertThat(numbers).allSatisfy(number -> assertThat(number).isBetween(0.0, Math.nextDown(1.0)));
        for (int tenth = 0; tenth < 10; tenth++) {
            double from = tenth / 10.0;
            assertThat(numbers)
                    .filteredOn(number -> number >= from && number < from + 0.1)
                    .as("from " + from)
                    .hasSizeBetween(50, 200);
        }
    }

    @Test
    void getAsDouble_ofTwo_isNotTheSame() {
        // As in two JVMs that start together: with a seed that is fixed, or taken from a coarse clock, both go in step.
        assertThat(numbersOf(new Jitter()))
                .doesNotContainSequence(numbersOf(new Jitter()).subList(0, 3));
    }

    private static List<Double> numbersOf(Jitter jitter) {
        return DoubleStream.generate(jitter).limit(MANY).boxed().collect(Collectors.toList());
    }
}
