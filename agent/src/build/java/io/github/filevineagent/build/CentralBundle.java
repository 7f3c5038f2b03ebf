package io.github.filevineagent.build;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/**
 * Looks into the bundle that a release uploads to Maven Central, for what Central demands of one (its page "Requirements")
 * and for what this project promises. Unpacks it, so that another program can verify the signatures.
 *
 * <p>The build runs this file from its source, with the bundle, the version and the directory to unpack into.
 */
final class CentralBundle {
    private static final String GROUP = "io.github.filevineagent";
    private static final String ARTIFACT = "filevine-agent";

    private static final Map<String, String> CHECKSUMS =
            Map.of(".md5", "MD5", ".sha1", "SHA-1", ".sha256", "SHA-256", ".sha512", "SHA-512");

    /** What must be in the POM, and how often. */
    private static final Map<String, Integer> POM_ELEMENTS = Map.ofEntries(
            Map.entry("/project/name", 1),
            Map.entry("/project/description", 1),
            Map.entry("/project/licenses/license/name", 1),
            Map.entry("/project/licenses/license/url", 1),
            Map.entry("/project/developers/developer/name", 1),
            Map.entry("/project/scm/connection", 1),
            Map.entry("/project/scm/developerConnection", 1),
            // What only the build knows: a parent that is not published, and libraries that are in the jar.
            Map.entry("/project/parent", 0),
            Map.entry("/project/dependencies", 0),
            Map.entry("/project/dependencyManagement", 0),
            Map.entry("/project/build", 0),
            Map.entry("/project/profiles", 0),
            Map.entry("/project/repositories", 0));

    private final String version;
    private final Map<String, byte[]> files;
    private final List<String> faults = new ArrayList<>();

    private CentralBundle(String version, Map<String, byte[]> files) {
        this.version = version;
        this.files = files;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, byte[]> files = entries(Files.readAllBytes(Path.of(arguments[0])));
        CentralBundle bundle = new CentralBundle(arguments[1], files);
        bundle.checkNames();
        bundle.checkChecksums();
        bundle.checkPom();
        bundle.checkContents();
        if (!bundle.faults.isEmpty()) {
            bundle.faults.forEach(fault -> System.err.println("error: " + fault));
            System.exit(1);
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(Path.of(arguments[2]).resolve(fileName(file.getKey())), file.getValue());
        }
        System.out.println("Maven Central's bundle of " + arguments[1] + " has what it must: " + bundle.published());
    }

    /** Nothing is missing, and nothing else is there: neither the parent nor the test application is published. */
    private void checkNames() {
        Set<String> expected = new TreeSet<>();
        for (String file : published()) {
            expected.add(directory() + file);
            expected.add(directory() + file + ".asc");
            for (String checksum : CHECKSUMS.keySet()) {
                expected.add(directory() + file + checksum);
            }
        }
        if (!files.keySet().equals(expected)) {
            Set<String> missing = new TreeSet<>(expected);
            missing.removeAll(files.keySet());
            Set<String> others = new TreeSet<>(files.keySet());
            others.removeAll(expected);
            faults.add("these files are missing: " + missing + "; these do not belong there: " + others);
        }
    }

    private List<String> published() {
        String name = ARTIFACT + "-" + version;
        return List.of(
                name + ".pom", name + ".jar", name + "-sources.jar", name + "-javadoc.jar", name + "-cyclonedx.json");
    }

    private void checkChecksums() throws GeneralSecurityException {
        for (String name : files.keySet()) {
            String algorithm = CHECKSUMS.get(name.substring(name.lastIndexOf('.')));
            byte[] content = algorithm == null ? null : files.get(name.substring(0, name.lastIndexOf('.')));
            if (content != null) {
                String sum = HexFormat.of()
                        .formatHex(MessageDigest.getInstance(algorithm).digest(content));
                if (!sum.equals(new String(files.get(name), StandardCharsets.US_ASCII).trim())) {
                    faults.add(name + " is not the checksum");
                }
            }
        }
    }

    private void checkPom() throws Exception {
        Document pom =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(file(".pom")));
        XPath path = XPathFactory.newInstance().newXPath();
        for (Map.Entry<String, Integer> element : new TreeMap<>(POM_ELEMENTS).entrySet()) {
            String count = path.evaluate("count(" + element.getKey() + ")", pom);
            if (!count.equals(element.getValue().toString())) {
                faults.add("the POM has " + count + " of " + element.getKey() + ", not " + element.getValue());
            }
        }
        String home = "https://github.com/filevineagent/filevine-agent";
        Map<String, String> values = Map.of(
                "/project/groupId", GROUP,
                "/project/artifactId", ARTIFACT,
                "/project/version", version,
                "/project/url", home,
                "/project/scm/url", home,
                "/project/scm/connection", "scm:git:" + home + ".git");
        for (Map.Entry<String, String> value : new TreeMap<>(values).entrySet()) {
            String found = path.evaluate(value.getKey(), pom);
            if (!found.equals(value.getValue())) {
                faults.add("in the POM, " + value.getKey() + " is " + found + ", not " + value.getValue());
            }
        }
        if (new String(file(".pom"), StandardCharsets.UTF_8).contains("-SNAPSHOT")) {
            faults.add("the POM names a snapshot");
        }
    }

    private void checkContents() throws IOException {
        checkEntry(".jar", "io/github/filevineagent/FilevineAgent.class");
        checkEntry(".jar", "inst/classes.jar");
        checkEntry("-sources.jar", "io/github/filevineagent/FilevineAgent.java");
        checkEntry("-javadoc.jar", "index.html");
        checkEntry("-javadoc.jar", "io/github/filevineagent/FilevineAgent.html");
        byte[] manifest = entries(file(".jar")).getOrDefault("META-INF/MANIFEST.MF", new byte[0]);
        if (!new String(manifest, StandardCharsets.UTF_8).contains("Implementation-Version: " + version + "\r\n")) {
            faults.add("the jar is not of version " + version);
        }
        String materials = new String(file("-cyclonedx.json"), StandardCharsets.UTF_8);
        for (String part : List.of("pkg:maven/net.bytebuddy/byte-buddy@", "pkg:maven/com.fasterxml.jackson.core/")) {
            if (!materials.contains(part) || !materials.contains("CycloneDX")) {
                faults.add("the bill of materials does not name " + part);
            }
        }
    }

    private void checkEntry(String suffix, String entry) throws IOException {
        if (!entries(file(suffix)).containsKey(entry)) {
            faults.add(entry + " is not in the file *" + suffix);
        }
    }

    private byte[] file(String suffix) {
        byte[] file = files.get(directory() + ARTIFACT + "-" + version + suffix);
        return file == null ? new byte[0] : file;
    }

    private String directory() {
        return GROUP.replace('.', '/') + "/" + ARTIFACT + "/" + version + "/";
    }

    private static String fileName(String entry) {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }

    private static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }
}
