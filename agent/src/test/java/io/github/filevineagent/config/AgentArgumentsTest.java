package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentArgumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region=ca | -Dfilevine.region=...",
                "filevine.region=ca | -Dfilevine.region=...",
                "region=ca,pat=s3cret | -Dfilevine.region=... -Dfilevine.pat=...",
                "debug | -Dfilevine.pat-file=...",
                "s3cret | -Dfilevine.pat-file=...",
            })
    void read_agentArguments_namesThePropertyToUse(String arguments, String advice) {
        ConfigException e = catchThrowableOfType(
                ConfigException.class, () -> new ConfigReader(properties(), Map.of()).read(arguments));

        assertThat(e.problems())
                .hasToString(
                        "[agent arguments (-javaagent:...=...): are not used; accepted: system properties before -jar: "
                                + advice + "]");
        assertThat(e.getMessage()).doesNotContain("s3cret");
        assertThat(e.abort()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"''", "' '"})
    void read_blankAgentArguments_areNone(String arguments) throws ConfigException {
        assertThat(new ConfigReader(properties(), Map.of()).read(arguments).profiles())
                .hasSize(1);
    }

    @Test
    void read_noAgentArguments_isNoProblem() throws ConfigException {
        assertThat(new ConfigReader(properties(), Map.of()).read(null).profiles())
                .hasSize(1);
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("filevine.pat", "a-pat");
        return properties;
    }
}
