package io.github.filevineagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilevineAgentTest {
    @ParameterizedTest
    @CsvSource({
        "/a/agent.jar, /a/agent.jar check, true",
        "/a/agent.jar:/a/agent.jar, /a/agent.jar check --json, true",
        "/a b/agent.jar, /a b/agent.jar check, true",
        "/a/app.jar:/a/agent.jar, /a/app.jar, false",
        "/a/agent.jar:/a/app.jar, com.example.Main, false",
        "'', com.example.Main, false",
        ", com.example.Main, false",
        "/a/agent.jar, , false"
    })
    void isOwnCommand_classPathAndCommand_knowsTheAgentsOwnJar(
            @Nullable String classPath, @Nullable String command, boolean own) {
        File jar = new File(classPath != null && classPath.startsWith("/a b") ? "/a b/agent.jar" : "/a/agent.jar");
        String path = classPath == null ? null : classPath.replace(':', File.pathSeparatorChar);

        assertThat(FilevineAgent.isOwnCommand(jar, path, command)).isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource({"jdk.compiler, true", "jdk.jcmd, true", "java.base, true", "com.example.app, false", ", false"})
    void isJdkTool_mainModule_knowsTheJdksOwn(@Nullable String mainModule, boolean tool) {
        assertThat(FilevineAgent.isJdkTool(mainModule)).isEqualTo(tool);
    }
}
