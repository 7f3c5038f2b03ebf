package io.github.filevineagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.BuildDirectory;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in the jar, and where: its layout says which class loader loads what. */
class PackagingIT {
    private static final int JAVA_11 = 55;

    private final JarFile jar;

    PackagingIT() throws IOException {
        jar = new JarFile(BuildDirectory.agentJar().toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void jar_root_hasTheseEntriesOnly() {
        Set<String> root = new TreeSet<>();
        for (String name : names()) {
            root.add(name.substring(0, name.indexOf('/') + 1));
        }

        assertThat(root).containsExactly("META-INF/", "inst/", "io/");
    }

    @Test
    void jar_metaInf_hasManifestAndLicencesOnly() {
        assertThat(names())
                .filteredOn(name -> name.startsWith("META-INF/"))
                .containsExactlyInAnyOrder("META-INF/", "META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/NOTICE");
    }

    @Test
    void jar_classesForOtherLoaders_areTheEntryPointsAndTheDispatcherOnly() {
        assertThat(names())
                .filteredOn(name -> name.startsWith("io/") && !name.endsWith("/"))
                .allMatch(name -> name.matches("io/github/filevineagent/(bootstrap/)?[A-Za-z$]+\\.class"))
                .contains("io/github/filevineagent/FilevineAgent.class")
                .filteredOn(name -> name.contains("/bootstrap/"))
                .containsExactlyInAnyOrder(
                        "io/github/filevineagent/bootstrap/Dispatcher.class",
                        "io/github/filevineagent/bootstrap/Hooks.class");
    }

    @Test
    void jar_isolatedPart_hasTheAgentAndWhatItUsesOfItsLibraries() {
        assertThat(names())
                .filteredOn(name -> name.startsWith("inst/") && !name.endsWith("/"))
                .allMatch(name -> name.matches("inst/(io/github/filevineagent/[a-z]+|net/bytebuddy/jar/asm"
                        + "|com/fasterxml/jackson/core(/[a-z0-9_/]+)?)/[A-Za-z0-9_$-]+\\.classdata"))
                .contains("inst/io/github/filevineagent/startup/AgentStartup.classdata");
    }

    @Test
    void jar_classFiles_areForJava11OrOlder() throws IOException {
        for (ZipEntry entry : jar.stream().collect(Collectors.toList())) {
            if (entry.getName().contains(".class")) {
                try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                    assertThat(in.readInt()).as(entry.getName()).isEqualTo(0xCAFEBABE);
                    assertThat(in.readInt()).as(entry.getName()).isLessThanOrEqualTo(JAVA_11);
                }
            }
        }
    }

    @Test
    void jar_manifest_namesTheEntryPoints() throws IOException {
        Attributes attributes = jar.getManifest().getMainAttributes();

        assertThat(attributes.getValue("Premain-Class")).isEqualTo("io.github.filevineagent.FilevineAgent");
        assertThat(attributes.getValue("Main-Class")).isEqualTo("io.github.filevineagent.Main");
        assertThat(attributes.getValue("Can-Retransform-Classes")).isEqualTo("true");
        assertThat(attributes.getValue("Class-Path")).isNull();
    }

    private List<String> names() {
        return jar.stream().map(ZipEntry::getName).collect(Collectors.toList());
    }
}
