package io.github.filevineagent.it;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.it.support.BuildDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is in the jar, and where: its layout says which class loader loads what. */
@Tag(SAME_ON_EVERY_JDK)
class PackagingIT {
    private static final int JAVA_11 = 55;

    private static final Path COMPILED = Path.of("target/classes");

    private static final String JACKSON = "com/fasterxml/jackson/";

    /** Of the classes in the inner jar, as patterns. A library's new version can bring others: look at them first. */
    private static final List<String> PACKAGES = List.of(
            "io/github/filevineagent/[a-z]+",
            "net/bytebuddy/jar/asm",
            JACKSON + "annotation",
            JACKSON + "core",
            JACKSON + "core/(async|base|exc|filter|format|io|json|sym|type|util)",
            JACKSON + "core/io/schubfach",
            JACKSON + "core/json/async",
            JACKSON + "core/internal/shaded/fdp/v[0-9_]+",
            JACKSON + "databind",
            JACKSON
                    + "databind/(annotation|cfg|deser|exc|introspect|jdk14|json|jsonschema|jsontype|node|ser|type|util)",
            JACKSON + "databind/jsonFormatVisitors",
            JACKSON + "databind/(deser|jsontype|ser)/impl",
            JACKSON + "databind/(deser|ser)/std",
            JACKSON + "databind/util/internal",
            JACKSON + "databind/ext");

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
    void jar_isolatedPart_isOneJarAndItsIndex() {
        assertThat(names())
                .filteredOn(name -> name.startsWith("inst/"))
                .containsExactlyInAnyOrder("inst/", "inst/classes.jar", "inst/classes.index");
    }

    @Test
    void innerJar_hasTheAgentAndWhatItNeedsOfItsLibraries() throws IOException {
        assertThat(innerClasses().keySet())
                .allMatch(name -> name.matches("(" + String.join("|", PACKAGES) + ")/[A-Za-z0-9_$]+\\.class"))
                .contains("io/github/filevineagent/startup/AgentStartup.class")
                .contains("com/fasterxml/jackson/databind/ObjectMapper.class")
                .noneMatch(name -> name.endsWith("/package-info.class"));
        for (String pattern : PACKAGES) {
            assertThat(innerClasses().keySet()).as(pattern).anyMatch(name -> name.matches(pattern + "/[^/]+"));
        }
    }

    /** Jackson has some 1,270 classes. What it can do with XML, SQL and bean modules is out of the agent's reach. */
    @Test
    void innerJar_leavesOutWhatTheAgentCannotReach() throws IOException {
        assertThat(innerClasses().keySet())
                .noneMatch(name -> name.startsWith("com/fasterxml/jackson/databind/module/"))
                .noneMatch(name -> name.matches(".*/databind/ext/(DOM|CoreXML|Sql).*"));
    }

    @Test
    void jar_isOfAtMostThreeMebibytes() throws IOException {
        assertThat(Files.size(BuildDirectory.agentJar())).isLessThanOrEqualTo(3 * 1024 * 1024);
    }

    /** The loader finds the classes by it, and each where a jar's own directory says. */
    @Test
    void index_ofTheInnerJar_hasEachClassUnderItsHashCode() throws IOException, DataFormatException {
        ByteBuffer jarBytes = ByteBuffer.wrap(read("inst/classes.jar"));
        ByteBuffer index = ByteBuffer.wrap(read("inst/classes.index"));
        Map<Integer, byte[]> indexed = new TreeMap<>();
        while (index.hasRemaining()) {
            int hash = index.getInt();
            int offset = index.getInt();
            byte[] packed = new byte[index.getInt()];
            byte[] classFile = new byte[index.getInt()];
            jarBytes.position(offset);
            jarBytes.get(packed);
            if (packed.length == classFile.length) {
                classFile = packed;
            } else {
                Inflater inflater = new Inflater(true);
                inflater.setInput(packed);
                assertThat(inflater.inflate(classFile)).isEqualTo(classFile.length);
                inflater.end();
            }
            assertThat(indexed.put(hash, classFile)).isNull();
        }

        Map<Integer, byte[]> inJar = new TreeMap<>();
        innerClasses()
                .forEach((name, classFile) -> inJar.put(
                        name.substring(0, name.length() - ".class".length())
                                .replace('/', '.')
                                .hashCode(),
                        classFile));
        assertThat(indexed).containsExactlyEntriesOf(inJar);
    }

    /** Each start needs them; those of libraries come later, and only some. */
    @Test
    void innerJar_ownClasses_areNotCompressed() throws IOException {
        Map<String, Integer> methods = new TreeMap<>();
        try (ZipInputStream inner = new ZipInputStream(new ByteArrayInputStream(read("inst/classes.jar")))) {
            for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
                methods.put(entry.getName(), entry.getMethod());
            }
        }

        assertThat(methods)
                .isNotEmpty()
                .allSatisfy((name, method) -> assertThat(method)
                        .isEqualTo(name.startsWith("io/github/filevineagent/") ? ZipEntry.STORED : ZipEntry.DEFLATED));
    }

    @Test
    void jar_classFiles_areForJava11OrOlder() throws IOException {
        assertThat(allClasses()).allSatisfy((name, classFile) -> {
            ByteBuffer bytes = ByteBuffer.wrap(classFile);
            assertThat(bytes.getInt()).isEqualTo(0xCAFEBABE);
            assertThat(bytes.getInt()).isLessThanOrEqualTo(JAVA_11);
        });
    }

    @Test
    void jar_agentClasses_areAsTheCompilerHasMadeThem() throws IOException {
        Map<String, byte[]> own = allClasses();
        own.keySet().removeIf(name -> !name.startsWith("io/github/filevineagent/"));

        assertThat(own)
                .containsKey("io/github/filevineagent/FilevineAgent.class")
                .containsKey("io/github/filevineagent/startup/AgentStartup.class");
        for (Map.Entry<String, byte[]> classFile : own.entrySet()) {
            assertThat(classFile.getValue())
                    .as(classFile.getKey())
                    .isEqualTo(Files.readAllBytes(COMPILED.resolve(classFile.getKey())));
        }
    }

    @Test
    void jar_manifest_namesTheEntryPoints() throws IOException {
        Attributes attributes = jar.getManifest().getMainAttributes();

        assertThat(attributes.getValue("Premain-Class")).isEqualTo("io.github.filevineagent.FilevineAgent");
        assertThat(attributes.getValue("Main-Class")).isEqualTo("io.github.filevineagent.Main");
        assertThat(attributes.getValue("Can-Retransform-Classes")).isEqualTo("true");
        assertThat(attributes.getValue("Add-Exports"))
                .isEqualTo("java.base/sun.net.www.protocol.http java.base/sun.net.www.protocol.https");
        assertThat(attributes.getValue("Class-Path")).isNull();
    }

    private Map<String, byte[]> allClasses() throws IOException {
        Map<String, byte[]> classFiles = innerClasses();
        for (String name : names()) {
            if (name.endsWith(".class")) {
                classFiles.put(name, read(name));
            }
        }
        return classFiles;
    }

    private Map<String, byte[]> innerClasses() throws IOException {
        Map<String, byte[]> classFiles = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(read("inst/classes.jar")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                classFiles.put(entry.getName(), zip.readAllBytes());
            }
        }
        return classFiles;
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private List<String> names() {
        return jar.stream().map(ZipEntry::getName).collect(Collectors.toList());
    }
}
