package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.filevineagent.common.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

class ProfilesDirectoryFuzzTest {
    private static final String SECRET = "'S3cr3t-of-the-test";
    private static final String[] NAMES = {"a", "b", "A", "b_c", "b-c", "default", "a b", ""};
    private static final String[] ORGANISATIONS = {"1", "2", "01", "auto", ""};
    private static final String[] HOSTS = {"gw.example.com", "*.example.com", "other.example.com"};

    @FuzzTest(maxDuration = "30s")
    void look_anyFiles_areProfilesThatCanRunTogether(FuzzedDataProvider data) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Log log = new Log(new PrintStream(output, true, StandardCharsets.UTF_8), Log.Level.DEBUG);
        Files files = new Files();
        ProfilesDirectory directory =
                new ProfilesDirectory(files, "firms", List.of(), log, TimeUnit.MINUTES.toNanos(1));
        for (long second = 0; second < 12 && data.remainingBytes() > 0; second++) {
            String name = data.pickValue(NAMES) + ".properties";
            if (data.consumeBoolean()) {
                files.texts.put(name, text(data));
            } else {
                files.texts.remove(name);
            }
            Set<String> before = names(directory);
            directory.look(second, TimeUnit.SECONDS.toNanos(second));

            assertGoOnWhileThereIsAFile(before, names(directory), files.texts.keySet());
            assertCanRunTogether(directory.profiles());
        }
        assertThat(output.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
        assertThat(directory.problems().toString()).doesNotContain(SECRET);
    }

    private static byte[] text(FuzzedDataProvider data) {
        if (data.consumeBoolean()) {
            return ("pat=" + SECRET + "\ngateway-hosts=" + data.pickValue(HOSTS) + "\norg-id="
                            + data.pickValue(ORGANISATIONS))
                    .getBytes(StandardCharsets.UTF_8);
        }
        return (SECRET + data.consumeString(60)).getBytes(StandardCharsets.UTF_8);
    }

    private static Set<String> names(ProfilesDirectory directory) {
        Set<String> names = new HashSet<>();
        directory.profiles().forEach(profile -> names.add(profile.name()));
        return names;
    }

    private static void assertGoOnWhileThereIsAFile(Set<String> before, Set<String> after, Set<String> files) {
        for (String name : before) {
            assertThat(after.contains(name) || !files.contains(name + ".properties"))
                    .as(name)
                    .isTrue();
        }
    }

    private static void assertCanRunTogether(List<ProfileConfig> profiles) {
        Set<String> claims = new HashSet<>();
        for (ProfileConfig profile : profiles) {
            String orgId = profile.orgId();
            String organisation = orgId == null || orgId.equals("auto") ? "" : OrgId.canonical(orgId);
            List<String> hosts = new ArrayList<>();
            for (GatewayHost host : profile.gatewayHosts()) {
                hosts.add(host.toString());
            }
            for (String host : Set.copyOf(hosts)) {
                assertThat(claims.add(host + " " + organisation))
                        .as(profile.name())
                        .isTrue();
            }
        }
    }

    private static final class Files implements Folder {
        private final Map<String, byte[]> texts = new ConcurrentHashMap<>();

        @Override
        public @Nullable Object identity() {
            return null;
        }

        @Override
        public List<String> names() {
            return List.copyOf(texts.keySet());
        }

        @Override
        public Object entry(String name) {
            return name;
        }

        @Override
        public Folder.Stamp stamp(String name) throws IOException {
            return new Folder.Stamp(true, read(name, 0).length, 0, 0, null);
        }

        @Override
        public byte[] read(String name, int most) throws IOException {
            byte[] text = texts.get(name);
            if (text == null) {
                throw new IOException("does not exist");
            }
            return text;
        }
    }
}
