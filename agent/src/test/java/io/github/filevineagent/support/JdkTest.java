package io.github.filevineagent.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JdkTest {
    @Test
    void all_ofThisMachine_isOneForEachReleaseOldestFirst() {
        assertThat(Jdk.all()).extracting(Jdk::version).isSorted().doesNotHaveDuplicates();
        assertThat(Jdk.all()).allSatisfy(jdk -> assertThat(jdk.version()).isGreaterThanOrEqualTo(11));
        assertThat(Jdk.all())
                .allSatisfy(jdk -> assertThat(jdk.tool("javac")).isExecutable())
                .allSatisfy(jdk -> assertThat(jdk.home().resolve("release")).isRegularFile());
    }

    @Test
    void since_aRelease_leavesOlderOnes() {
        assertThat(Jdk.since(17)).isSubsetOf(Jdk.all()).allMatch(jdk -> jdk.version() >= 17);
    }

    @Test
    void current_always_isTheOneThatRunsThis() throws Exception {
        assertThat(Jdk.current().version()).isEqualTo(Runtime.version().feature());
        assertThat(Jdk.current().tool("java")).isExecutable();
        assertThat(Jdk.current()).hasToString("JDK " + Runtime.version().feature());
    }
}
