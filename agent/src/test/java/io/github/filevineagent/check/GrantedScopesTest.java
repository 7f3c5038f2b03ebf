package io.github.filevineagent.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantedScopesTest {
    @ParameterizedTest
    @CsvSource({
        "a b, b a, OK",
        "a, a b c, OK",
        "v2.api.*, v2.api.*, OK",
        "v2.api.*, v2.api.projects, OK",
        "a b, a, WARNING",
        "a, A, WARNING",
        "v2.api.*, v2.apis, WARNING",
        "v2.api.*, other, WARNING"
    })
    void compare_granted_warnsOfMissing(String requested, String granted, Step.Outcome outcome) {
        assertThat(GrantedScopes.compare(requested, granted, "filevine.scope").outcome())
                .isEqualTo(outcome);
    }

    @Test
    void compare_missing_namesThemAndTheSetting() {
        Step step = GrantedScopes.compare("a b c", "b", "filevine.profile.x.scope");

        assertThat(step.message()).contains("not granted: a c;", "granted: b", "filevine.profile.x.scope");
    }

    @Test
    void compare_serverDoesNotSay_takesAllForGranted() {
        Step step = GrantedScopes.compare("a b", null, "filevine.scope");

        assertThat(step.outcome()).isEqualTo(Step.Outcome.OK);
        assertThat(step.message()).contains("a b");
    }

    @Test
    void compare_escapeSequenceFromServer_isDefused() {
        assertThat(GrantedScopes.compare("a", "a\u001b[2J", "filevine.scope").message())
                .doesNotContain("\u001b");
    }
}
