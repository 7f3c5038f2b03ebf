package io.github.filevineagent.testapp.delivery;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.filevineagent.support.Command.Finished;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Starts a small application as each of the examples says, and looks whether its call was authorised. */
@Tag(SAME_ON_EVERY_JDK)
@DisabledOnOs(OS.WINDOWS) // the examples are shell scripts, and for Unix systems
class DeliveryIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path root;

    private Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = new Sandbox(root);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring-boot.sh", "beside-another-agent.sh"})
    void startScript_arguments_arePassedOn(String name) throws Exception {
        Finished application = sandbox.run(
                List.of("sh", sandbox.script(name).toString(), "--server.port=0", "a b"), neededToolOptions());

        assertAuthorized(application);
        assertThat(application.outLines()).containsExactly("status 200, arguments [--server.port=0, a b]");
    }

    @Test
    void besideAnotherAgent_inTheOtherOrder_authorizesAsWell() throws Exception {
        List<String> command = List.of(
                "java",
                sandbox.place("-javaagent:/opt/other/other-agent.jar"),
                sandbox.place("-javaagent:/opt/filevine/filevine-agent.jar"),
                "-jar",
                sandbox.place("/opt/app/app.jar"));
        Map<String, String> environment = new TreeMap<>(neededToolOptions());
        environment.put("FILEVINE_PAT_FILE", sandbox.place("/run/secrets/filevine-pat"));
        environment.put("FILEVINE_CLIENT_ID", "YOUR-CLIENT-ID");
        environment.put("FILEVINE_CLIENT_SECRET_FILE", sandbox.place("/run/secrets/filevine-client-secret"));

        assertAuthorized(sandbox.run(command, environment));
        assertThat(root.resolve("jacoco.exec")).as("the other agent's work").isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({"environment.sh, JAVA_TOOL_OPTIONS, ''", "setenv.sh, CATALINA_OPTS, $CATALINA_OPTS"})
    void sourcedScript_optionsThatAreThere_keepsThem(String name, String variable, String options) throws Exception {
        String start =
                ". " + sandbox.script(name) + "; exec java " + options + " -jar " + sandbox.place("/opt/app/app.jar");

        assertAuthorized(sandbox.run(List.of("sh", "-euc", start), Map.of(variable, sandbox.neededOptions())));
    }

    @ParameterizedTest
    @CsvSource({"environment.sh, JAVA_TOOL_OPTIONS", "setenv.sh, CATALINA_OPTS"})
    void sourcedScript_noOptions_setsTheAgentAlone(String name, String variable) throws Exception {
        String print = "unset " + variable + "; . " + sandbox.script(name) + "; echo $" + variable;

        assertThat(sandbox.run(List.of("sh", "-euc", print), Map.of()).outLines())
                .containsExactly(sandbox.place("-javaagent:/opt/filevine/filevine-agent.jar"));
    }

    @Test
    void dockerfile_entryPointAndEnvironment_authorize() throws Exception {
        String dockerfile = sandbox.example("Dockerfile");
        List<String> command = new ArrayList<>();
        JSON.readTree(only(dockerfile, "ENTRYPOINT (.*)").group(1)).forEach(word -> command.add(word.asText()));
        Map<String, String> environment = new TreeMap<>(neededToolOptions());
        for (MatchResult variable : all(dockerfile, "ENV (\\w+)=(\\S+)")) {
            environment.put(variable.group(1), variable.group(2));
        }

        assertAuthorized(sandbox.run(command, environment));
        assertThat(command)
                .contains("-javaagent:"
                        + only(dockerfile, "COPY --from=agent \\S+ (\\S+)").group(1))
                .contains(only(dockerfile, "COPY app.jar (\\S+)").group(1));
    }

    @Test
    void systemdUnit_environment_authorizes() throws Exception {
        String unit = sandbox.example("app.service.d/filevine.conf");
        List<MatchResult> credentials = all(unit, "LoadCredential=([\\w-]+):(\\S+)");
        Map<String, String> environment = new TreeMap<>(neededToolOptions());
        for (MatchResult setting : all(unit, "Environment=\"?(\\w+)=([^\"\n]*)\"?")) {
            String value = setting.group(2);
            for (MatchResult credential : credentials) {
                // What systemd does with it.
                value = value.replace("%d/" + credential.group(1), credential.group(2));
            }
            environment.put(setting.group(1), value);
        }

        assertAuthorized(sandbox.run(List.of("java", "-jar", sandbox.place("/opt/app/app.jar")), environment));
        assertThat(environment)
                .containsKeys(
                        "FILEVINE_PAT_FILE", "FILEVINE_CLIENT_ID", "FILEVINE_CLIENT_SECRET_FILE", "JDK_JAVA_OPTIONS");
        assertThat(unit.lines().filter(line -> line.startsWith("["))).containsExactly("[Service]");
    }

    @Test
    void kubernetes_initContainerAndEnvironment_authorize() throws Exception {
        JsonNode pod = pod();
        List<String> copy = new ArrayList<>();
        pod.at("/initContainers/0/command").forEach(word -> copy.add(word.asText()));
        Map<String, String> environment = environment(pod.at("/containers/0/env"));

        assertThat(sandbox.run(List.of("mkdir", sandbox.place("/opt/agents/")), Map.of())
                        .status())
                .isZero();
        assertThat(sandbox.run(copy, Map.of()).status()).isZero();
        assertAuthorized(sandbox.run(List.of("java", "-jar", sandbox.place("/opt/app/app.jar")), environment));
    }

    @Test
    void kubernetes_volumes_areMountedWhereTheyAreUsed() throws Exception {
        JsonNode pod = pod();
        JsonNode agentsOfInit = pod.at("/initContainers/0/volumeMounts/0");
        JsonNode agents = pod.at("/containers/0/volumeMounts/0");
        JsonNode secret = pod.at("/containers/0/volumeMounts/1");

        assertThat(pod.at("/volumes").findValuesAsText("name")).containsExactly("agents", "filevine", "health");
        assertThat(pod.at("/volumes/1/secret/secretName").asText()).isEqualTo("filevine");
        assertThat(pod.at("/volumes/1/secret/defaultMode").asInt()).isEqualTo(0440);
        assertThat(agentsOfInit.path("name")).isEqualTo(agents.path("name"));
        assertThat(agentsOfInit.path("mountPath")).isEqualTo(agents.path("mountPath"));
        assertThat(pod.at("/initContainers/0/command/2").asText())
                .startsWith(agents.path("mountPath").asText() + "/");
        assertThat(environment(pod.at("/containers/0/env")))
                .hasEntrySatisfying(
                        "FILEVINE_PAT_FILE",
                        path -> assertThat(path)
                                .isEqualTo(secret.path("mountPath").asText() + "/pat"))
                .hasEntrySatisfying(
                        "FILEVINE_CLIENT_SECRET_FILE",
                        path -> assertThat(path)
                                .isEqualTo(secret.path("mountPath").asText() + "/client-secret"));
        assertThat(Stream.of(agents, secret))
                .allMatch(mount -> mount.path("readOnly").asBoolean());
    }

    /** As the kubelet has them: in a hidden directory, behind a link that it replaces. */
    @ParameterizedTest
    @ValueSource(strings = {"4711", "4712"})
    void kubernetesFirms_filesOfTheSecret_authorizeEachFirm(String organisation) throws Exception {
        List<JsonNode> documents = new ArrayList<>();
        new Yaml()
                .loadAll(sandbox.example("kubernetes-firms.yaml"))
                .forEach(document -> documents.add(JSON.valueToTree(document)));
        JsonNode secret = documents.get(0);
        JsonNode pod = documents.get(1).at("/spec/template/spec");
        JsonNode mount = pod.at("/containers/0/volumeMounts/0");
        Path volume = Path.of(mount.path("mountPath").asText());
        Path version = Files.createDirectories(volume.resolve("..2026_11_26"));
        Files.createSymbolicLink(volume.resolve("..data"), version.getFileName());
        for (Map.Entry<String, JsonNode> file : secret.path("stringData").properties()) {
            Files.writeString(
                    version.resolve(file.getKey()), sandbox.firm(file.getValue().asText()));
            Files.createSymbolicLink(volume.resolve(file.getKey()), Path.of("..data", file.getKey()));
        }
        Map<String, String> environment = environment(pod.at("/containers/0/env"));
        environment.putAll(neededToolOptions());
        environment.put(OneCall.ORGANISATION, organisation);

        Finished application = sandbox.run(
                List.of(
                        "java",
                        sandbox.place("-javaagent:/opt/filevine/filevine-agent.jar"),
                        "-jar",
                        sandbox.place("/opt/app/app.jar")),
                environment);

        assertAuthorized(application);
        assertThat(application.errLines()).anyMatch(line -> line.contains("Profile jones: ") && line.contains("smith"));
        assertThat(pod.at("/volumes/0/name")).isEqualTo(mount.path("name"));
        assertThat(pod.at("/volumes/0/secret/secretName")).isEqualTo(secret.at("/metadata/name"));
        assertThat(pod.at("/volumes/0/secret/defaultMode").asInt()).isEqualTo(0440);
        assertThat(mount.path("readOnly").asBoolean()).isTrue();
    }

    @Test
    void kubernetes_readinessProbe_saysYesWhileThereIsAToken() throws Exception {
        JsonNode container = pod().at("/containers/0");
        List<String> probe = new ArrayList<>();
        container.at("/readinessProbe/exec/command").forEach(word -> probe.add(word.asText()));
        Map<String, String> environment = environment(container.path("env"));
        // In the example, the init container has put the agent elsewhere.
        environment.put(
                "JAVA_TOOL_OPTIONS",
                sandbox.neededOptions() + " -javaagent:" + sandbox.place("/opt/filevine/filevine-agent.jar"));
        environment.put(OneCall.PROBED, "yes");
        Path mount =
                Path.of(sandbox.place(container.at("/volumeMounts/2/mountPath").asText() + "/"));
        List<String> command = new ArrayList<>(List.of("java", "-jar", sandbox.place("/opt/app/app.jar")));
        command.addAll(probe);
        Files.createDirectories(mount);

        assertThat(sandbox.run(probe, Map.of()).status()).isNotZero();
        Finished application = sandbox.run(command, environment);

        assertThat(application.outLines())
                .as(String.join("\n", application.errLines()))
                .contains("probe 0");
        assertThat(sandbox.run(probe, Map.of()).status()).isNotZero();
        assertThat(environment.get("FILEVINE_HEALTH_FILE")).startsWith(mount + "/");
        Path left = Files.writeString(mount.resolve("token"), "of a JVM that crashed");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(130)));
        assertThat(sandbox.run(probe, Map.of()).status()).isNotZero();
    }

    /** The README's first command, that of its quick start, and its way for start scripts that are somebody else's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java -javaagent:filevine-agent.jar",
                "java -javaagent:/opt/filevine/filevine-agent.jar",
                "export JAVA_TOOL_OPTIONS="
            })
    void readme_commands_authorize(String start) throws Exception {
        String commands = sandbox.block("README.md", start);
        String line = start.startsWith("java") ? commands : commands + "\njava -jar app.jar";

        assertAuthorized(sandbox.run(List.of("sh", "-euc", line), neededToolOptions()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", ".github/OPERATIONS.md"})
    void check_command_passes(String document) throws Exception {
        String command = sandbox.block(document, "java -Dfilevine.pat-file=");

        Finished check = sandbox.run(List.of("sh", "-euc", command), neededToolOptions());

        assertThat(check.status()).as(String.join("\n", check.outLines())).isZero();
        assertThat(command).endsWith(" check");
    }

    @Test
    void profiles_directoryOfFirms_authorizes() throws Exception {
        String document = ".github/PROFILES.md";
        sandbox.addFirm("smith", sandbox.block(document, "# /etc/firms/smith.properties"));
        Map<String, String> environment = new TreeMap<>(neededToolOptions());
        environment.put(OneCall.ORGANISATION, "4711");

        String command = sandbox.block(document, "java -javaagent:filevine-agent.jar -Dfilevine.profiles-dir=");

        assertAuthorized(sandbox.run(List.of("sh", "-euc", command), environment));
    }

    private JsonNode pod() throws Exception {
        Object deployment = new Yaml().load(sandbox.example("kubernetes.yaml"));
        return JSON.valueToTree(deployment).at("/spec/template/spec");
    }

    /** Puts the variables together as Kubernetes does: each may refer to those before it. */
    private Map<String, String> environment(JsonNode variables) {
        Map<String, String> environment = new TreeMap<>();
        for (JsonNode variable : variables) {
            String name = variable.path("name").asText();
            String value = variable.path("value").asText();
            for (Map.Entry<String, String> earlier : environment.entrySet()) {
                value = value.replace("$(" + earlier.getKey() + ")", earlier.getValue());
            }
            environment.put(name, name.equals("APP_JAVA_OPTIONS") ? value + " " + sandbox.neededOptions() : value);
        }
        return environment;
    }

    private Map<String, String> neededToolOptions() {
        return Map.of("JAVA_TOOL_OPTIONS", sandbox.neededOptions());
    }

    private static void assertAuthorized(Finished application) {
        assertThat(application.status())
                .as(String.join("\n", application.errLines()))
                .isZero();
        assertThat(application.outLines()).singleElement().asString().startsWith("status 200");
        assertThat(application.errLines()).anyMatch(line -> line.matches("\\[filevine-agent] .* is active\\..*"));
    }

    private static MatchResult only(String text, String line) {
        List<MatchResult> found = all(text, line);
        assertThat(found).as(line).hasSize(1);
        return found.get(0);
    }

    private static List<MatchResult> all(String text, String line) {
        return Pattern.compile("^" + line + "$", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .toList();
    }
}
