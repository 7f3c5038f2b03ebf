package io.github.filevineagent.it.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.client.Deployed;
import io.github.filevineagent.it.client.Undeployed;
import io.github.filevineagent.it.support.BuildDirectory;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.JvmResult;
import io.github.filevineagent.support.Jdk;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Containers, which load an application's classes with loaders of their own, and want to be rid of them. */
class ContainersIT extends InWorld {
    private static final String CLASS_FILE = Deployed.class.getName().replace('.', '/') + ".class";

    @ParameterizedTest
    @MethodSource("jdks")
    void servletContainer_twentyRedeploymentsWithAReplay_leakNoClassLoader(Jdk jdk) throws Exception {
        Path classFile = world.directory().resolve("WEB-INF/classes").resolve(CLASS_FILE);
        Files.createDirectories(classFile.getParent());
        try (InputStream in = classFile()) {
            Files.copy(in, classFile);
        }

        JvmResult result = run(jdk, "Redeployments", "tomcat-embed-core.jar", "tomcat-annotations-api.jar");

        assertThat(result.report("web"))
                .as(result.toString())
                .containsEntry("deployed", "20")
                .containsEntry("leaked", "0");
        assertThat(result.out().lines())
                .filteredOn(line -> line.startsWith("deployed."))
                .hasSize(40)
                .allMatch(line -> line.endsWith("=200"));
        assertThat(world.identity().exchanges()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void osgiContainer_requestsOfABundle_areAuthorized(Jdk jdk) throws Exception {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "app");
        try (JarOutputStream jar = new JarOutputStream(
                        Files.newOutputStream(world.directory().resolve("bundle.jar")), manifest);
                InputStream in = classFile()) {
            jar.putNextEntry(new ZipEntry(CLASS_FILE));
            in.transferTo(jar);
        }

        JvmResult result = run(jdk, "Bundles", "org.apache.felix.framework.jar");

        assertThat(result.report("deployed"))
                .as(result.toString())
                .containsEntry("client", "200")
                .containsEntry("connection", "200");
        assertThat(result.report("bundle").get("loader")).contains("app");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void container_undeploysTheFirstUserOfJmx_agentsThreadHoldsNothingOfIt(Jdk jdk) throws Exception {
        JvmResult result =
                world.jvmWithAgent(jdk).runMain(Undeployed.class.getName()).assertHealthy();

        assertThat(result.report("undeployed"))
                .containsEntry("domain", "DefaultDomain")
                .containsEntry("group", "system")
                .containsEntry("loader", "gone")
                .containsEntry("waiting", "true");
    }

    /** Runs a source file, whose class path is that of the container alone. */
    private JvmResult run(Jdk jdk, String program, String... jars) throws Exception {
        String classPath = Stream.of(jars)
                .map(jar -> BuildDirectory.guest(jar).toString())
                .collect(Collectors.joining(File.pathSeparator));
        return world.jvmWithAgent(jdk)
                .option("-cp")
                .option(classPath)
                .run(
                        BuildDirectory.testResource("guests/" + program + ".java")
                                .toString(),
                        world.directory().toString(),
                        Deployed.class.getName(),
                        world.address("gateway") + "/deployed/revoked/valid")
                .assertHealthy();
    }

    private static InputStream classFile() throws IOException {
        return Objects.requireNonNull(Deployed.class.getResourceAsStream("/" + CLASS_FILE));
    }
}
