package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JdkModulesTest {
    private static final Set<Module> AGENT = Set.of(JdkModulesTest.class.getModule());

    private final FakeInstrumentation instrumentation = new FakeInstrumentation();
    private final JdkModules modules = new JdkModules(instrumentation.get());

    @Test
    void open_presentModule_opensJustThosePackagesToTheAgentAlone() {
        modules.open("java.base", "sun.net.www");

        assertThat(instrumentation.calls()).containsExactly("open java.base " + Map.of("sun.net.www", AGENT));
    }

    @Test
    void open_packageThatThisJdkLacks_opensTheOthers() {
        modules.open("java.base", "sun.net.no.such", "sun.net.www");

        assertThat(instrumentation.calls()).containsExactly("open java.base " + Map.of("sun.net.www", AGENT));
    }

    @Test
    void open_absentModule_doesNothing() {
        modules.open("no.such.module", "no.such.module.internal");

        assertThat(instrumentation.calls()).isEmpty();
    }

    @Test
    void openBase_packages_areThoseOfTheHooksAndOfTheAgentsOwnCalls() {
        JdkModules.openBase(instrumentation.get());

        assertThat(instrumentation.calls())
                .singleElement()
                .asString()
                .startsWith("open java.base ")
                .contains("java.lang=", "sun.net.www=", "sun.net.www.protocol.http=", "sun.net.www.protocol.https=");
    }

    @Test
    void isPresent_moduleOfTheBootLayer_isTrue() {
        assertThat(JdkModules.isPresent("java.base")).isTrue();
        assertThat(JdkModules.isPresent("java.net.http")).isTrue();
        assertThat(JdkModules.isPresent("no.such.module")).isFalse();
    }
}
