package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.Properties;

class ConfigReaderFuzzTest {
    /** Begins with a quote, so that no value of the fuzzer's contains it by chance. */
    private static final String SECRET = "'S3cr3t-of-the-test";

    @FuzzTest(maxDuration = "30s")
    void read_anyValues_areAConfigurationOrProblemsThatShowNoSecret(FuzzedDataProvider data) {
        Properties properties = new Properties();
        for (Setting<?> setting : Setting.values()) {
            if (setting != Setting.CONFIG_FILE && data.consumeBoolean()) {
                properties.setProperty(setting.key(), data.consumeString(40));
            }
        }
        properties.setProperty("filevine." + data.consumeString(20), data.consumeString(20));
        properties.setProperty("filevine.pat", SECRET);

        try {
            assertThat(new ConfigReader(properties, Map.of()).read().profiles()).isNotEmpty();
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty();
            assertThat(e.problems().toString() + e).doesNotContain(SECRET);
        }
    }
}
