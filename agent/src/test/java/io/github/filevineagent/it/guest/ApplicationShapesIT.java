package io.github.filevineagent.it.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.filevineagent.it.client.Application;
import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.client.UrlRequest;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications that are no plain class path on a whole JDK. */
class ApplicationShapesIT extends InWorld {
    private static final String MODULE = "filevine.test.app";

    /** {@code -XX:ArchiveClassesAtExit}: an archive of an application's classes, made in one step. */
    private static final int FIRST_WITH_DYNAMIC_ARCHIVES = 13;

    @ParameterizedTest
    @MethodSource("jdks")
    void namedModule_authorizesItsRequests(Jdk jdk) throws Exception {
        Path module = copyOfClientPackage("module");
        Path descriptor = Files.writeString(
                world.directory().resolve("module-info.java"), "module " + MODULE + " { requires java.net.http; }");
        succeed(ForkedJvm.ofTool(jdk, "javac").run("-d", module.toString(), descriptor.toString()));
        ForkedJvm jvm = world.jvmWithAgent(jdk)
                .option("--module-path=" + module)
                .option("--module=" + MODULE + "/" + Application.class.getName());

        world.runAsIs(jvm, Suite.ONE_REQUEST).assertAuthorized(Suite.ONE_REQUEST);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void imageWithoutHttpClient_authorizesUrlConnections(Jdk jdk) throws Exception {
        Path image = world.directory().resolve("image");
        // Before JDK 22 the curves of the tests' certificates are in a module of their own.
        succeed(ForkedJvm.ofTool(jdk, "jlink")
                .run("--add-modules=java.base,java.instrument,jdk.crypto.ec", "--output=" + image));
        Path java = Jdk.tool(image, "java");
        // A JDK for another system's libraries, which was made to run here: what jlink makes of it was not.
        assumeThat(startsByItself(java))
                .as("the image's own launcher starts on this machine")
                .isTrue();
        ForkedJvm jvm = world.reaching(ForkedJvm.ofProgram(java)).agent(BuildDirectory.agentJar());

        JvmResult result =
                world.configured(jvm).runMain(UrlRequest.class.getName(), world.address("gateway") + "/image/valid");

        result.assertHealthy();
        assertThat(result.report("request")).containsEntry("status", "200");
        assertThat(result.agentLines()).singleElement().asString().endsWith("Hooks: HttpURLConnection.");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void sharedClassData_staysInUse(Jdk jdk) throws Exception {
        Path jar = world.directory().resolve("app.jar");
        succeed(ForkedJvm.ofTool(jdk, "jar")
                .run(
                        "--create",
                        "--file=" + jar,
                        "-C",
                        copyOfClientPackage("classes").toString(),
                        "."));
        Path archive = world.directory().resolve("app.jsa");
        boolean dynamic = jdk.version() >= FIRST_WITH_DYNAMIC_ARCHIVES;
        if (dynamic) {
            succeed(onClassPath(world.jvm(jdk).option("-XX:ArchiveClassesAtExit=" + archive), jar)
                    .run(Application.class.getName()));
        } else {
            archiveInTwoSteps(jdk, jar, archive);
        }

        JvmResult result = onClassPath(
                        world.jvmWithAgent(jdk)
                                .option("-XX:SharedArchiveFile=" + archive)
                                .option("-Xshare:auto")
                                .option("-Xlog:class+load:stdout"),
                        jar)
                .run(Application.class.getName());

        result.assertHealthy();
        assertThat(result.out().lines())
                .filteredOn(line -> line.contains(Application.class.getName() + " source:"))
                .singleElement()
                .asString()
                .contains(dynamic ? "shared objects file (top)" : "shared objects file");
    }

    private void archiveInTwoSteps(Jdk jdk, Path jar, Path archive) throws Exception {
        Path list = world.directory().resolve("app.classlist");
        succeed(onClassPath(world.jvm(jdk).option("-XX:DumpLoadedClassList=" + list), jar)
                .run(Application.class.getName()));
        succeed(onClassPath(
                        world.jvm(jdk)
                                .option("-Xshare:dump")
                                .option("-XX:SharedClassListFile=" + list)
                                .option("-XX:SharedArchiveFile=" + archive),
                        jar)
                .run());
    }

    private static boolean startsByItself(Path java) throws InterruptedException {
        try {
            return ForkedJvm.ofProgram(java).option("-version").run().exitStatus() == 0;
        } catch (IOException e) {
            // It has no such loader of libraries.
            return false;
        }
    }

    private static ForkedJvm onClassPath(ForkedJvm jvm, Path jar) {
        return jvm.option("-cp").option(jar.toString());
    }

    private Path copyOfClientPackage(String name) throws Exception {
        Path source = Path.of(Application.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path target = world.directory().resolve(name);
        Path folder = Path.of(Application.class.getPackageName().replace('.', '/'));
        Files.createDirectories(target.resolve(folder));
        try (Stream<Path> files = Files.list(source.resolve(folder))) {
            for (Path file : files.collect(Collectors.toList())) {
                Files.copy(file, target.resolve(folder).resolve(file.getFileName()));
            }
        }
        return target;
    }

    private static void succeed(JvmResult result) {
        assertThat(result.exitStatus()).as(result.toString()).isZero();
    }
}
