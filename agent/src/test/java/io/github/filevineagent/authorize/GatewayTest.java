package io.github.filevineagent.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {
    private static final Map<String, String> SEVEN_AND_EIGHT = Map.of("seven", "7", "eight", "8");
    private static final Map<String, String> WITH_AUTO = Map.of("seven", "7", "firm", "Firm-1", "others", "auto");

    @ParameterizedTest
    @CsvSource({
        "7, seven",
        "8, eight",
        "' 7', seven",
        "'7 \t', seven",
        "9, ",
        ", ",
        "'', ",
        "' ', ",
        "007, ",
        "7.0, ",
        "+7, ",
        "-7, ",
        "0x7, ",
        "'7,8', ",
        "'7,7', ",
        "'7;8', ",
        "'7 8', ",
        "\uFF17, ",
        "\u0667, ",
        "'7\u0000', ",
        "'\u00A07', ",
        "'\r\n7', ",
        "%37, ",
    })
    void profileFor_fixedOrganisationsOnly_isExactlyThatOrNone(
            @Nullable String organisation, @Nullable String expected) {
        assertThat(nameOf(Firms.of(SEVEN_AND_EIGHT).gateway().profileFor(organisation)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "7, seven",
        "' 7 ', seven",
        "Firm-1, firm",
        "9, others",
        "' 9', others",
        "70, others",
        "09, others",
        "a_B-c, others",
        ", others",
        "'', ",
        "' ', ",
        "007, ",
        "firm-1, ",
        "FIRM-1, ",
        "'9,10', ",
        "9.0, ",
        "+9, ",
        "\"9\", ",
        "\uFF19, ",
        "\u0669, ",
        "'9\u0000', ",
    })
    void profileFor_oneWithoutFixedOrganisation_isThatForAllOthersThatAreClear(
            @Nullable String organisation, @Nullable String expected) {
        assertThat(nameOf(Firms.of(WITH_AUTO).gateway().profileFor(organisation)))
                .isEqualTo(expected);
    }

    @Test
    void profileFor_headerThatIsSetTwice_isNone() {
        assertThat(Firms.of(SEVEN_AND_EIGHT).gateway().profileFor(Gateway.SEVERAL))
                .isNull();
        assertThat(Firms.of(WITH_AUTO).gateway().profileFor(Gateway.SEVERAL)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "seven=7 default=8,        default",
        "seven=7 default=auto,     default",
        "others=auto default=8,    default",
        "seven=7 others=auto,      others",
        "seven=7 others=,          others",
        "seven=7 eight=8,          ",
    })
    void profileFor_noOrganisation_isTheDefaultElseTheOneWithoutElseNone(String firms, @Nullable String expected) {
        assertThat(nameOf(Firms.parse(firms).gateway().profileFor(null))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"7", "8", "''", ",", "007"})
    void profileFor_onlyProfileOfItsHost_isThatWhateverTheRequestSays(@Nullable String organisation) {
        Gateway gateway = Firms.of(Map.of("seven", "7")).gateway();

        assertThat(gateway.isShared()).isFalse();
        assertThat(nameOf(gateway.profileFor(organisation))).isEqualTo("seven");
        assertThat(nameOf(gateway.profileFor(Gateway.SEVERAL))).isEqualTo("seven");
    }

    @Test
    void profileFor_organisationWithUnusualCharacters_isThatOfTheProfileThatHasThem() {
        Gateway gateway = Firms.of(Map.of("a", "7.0", "b", "+7", "others", "")).gateway();

        assertThat(nameOf(gateway.profileFor("7.0"))).isEqualTo("a");
        assertThat(nameOf(gateway.profileFor("+7"))).isEqualTo("b");
        assertThat(gateway.profileFor("7.00")).isNull();
        assertThat(nameOf(gateway.profileFor("7"))).isEqualTo("others");
    }

    @Test
    void constructor_profilesThatCannotBeToldApart_isRefused() {
        Firms seven = Firms.of(Map.of("seven", "7"));
        Firms alsoSeven = Firms.of(Map.of("also", "007"));
        Firms other = Firms.of(Map.of("other", ""));
        Firms another = Firms.of(Map.of("another", "auto"));

        assertThatThrownBy(() -> new Gateway(List.of(seven.profile("seven"), alsoSeven.profile("also")), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("also");
        assertThatThrownBy(() -> new Gateway(List.of(other.profile("other"), another.profile("another")), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another");
    }

    @Test
    void profileFor_manyCalls_allocatesNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        Gateway gateway = Firms.of(WITH_AUTO).gateway();
        int calls = 10_000;

        // The least of several rounds: the first ones load classes, and the JIT compiler may add something to any.
        long least = Long.MAX_VALUE;
        int found = 0;
        for (int round = 0; round < 10; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < calls; i++) {
                found += gateway.profileFor("7") == null ? 0 : 1;
                found += gateway.profileFor("4711") == null ? 0 : 1;
                found += gateway.profileFor(Gateway.SEVERAL) == null ? 0 : 1;
                found += gateway.profileFor(null) == null ? 0 : 1;
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }

        assertThat(found).isEqualTo(10 * 3 * calls);
        assertThat(least).isLessThan(calls);
    }

    static @Nullable String nameOf(@Nullable Profile profile) {
        return profile == null ? null : profile.name();
    }
}
