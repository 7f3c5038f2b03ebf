package io.github.filevineagent.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/**
 * Lays out the agent's jar. The build runs it, as {@code java JarLayout.java CLASSES LIBRARIES OUTPUT}.
 *
 * <pre>
 * META-INF/**                            as it is
 * io/github/filevineagent/*.class        for the system loader
 * io/github/filevineagent/bootstrap/**   for the boot loader
 * inst/classes.jar                       for the isolated loader: all other classes, and what they need of the libraries
 * inst/classes.index                     where each of them is in there, for a loader that need not know about jars
 * </pre>
 *
 * <p>The agent's own classes are not compressed in there, since each start needs them. Those of libraries are, and have no
 * debug information: few are needed, and not before a token is.
 *
 * <p>With each application's start the JVM reads the directory of the agent's jar, twice and one entry after the other. So
 * it has a dozen, and not one for each class: package {@code startup} says what that gains.
 */
final class JarLayout {
    private static final String BASE = "io/github/filevineagent/";

    /** The time of each entry of the inner jar, since two builds shall be the same: one that needs no extra field. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final Path output;
    private final SortedMap<String, byte[]> isolated = new TreeMap<>();

    private JarLayout(Path output) {
        this.output = output;
    }

    public static void main(String[] arguments) throws IOException {
        JarLayout layout = new JarLayout(Path.of(arguments[2]));
        layout.add(Path.of(arguments[0]));
        layout.add(Path.of(arguments[1]));
        layout.leaveOutWhatIsNotReferredTo();
        layout.writeIsolated();
    }

    private void add(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(directory)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = directory.relativize(file).toString().replace('\\', '/');
            if (!name.endsWith("package-info.class")) {
                add(name, Files.readAllBytes(file));
            }
        }
    }

    private void add(String name, byte[] content) throws IOException {
        if (name.startsWith("META-INF/") || name.matches(BASE + "(bootstrap/)?[^/]+")) {
            write(name, content);
        } else if (isolated.put(name, name.startsWith(BASE) ? content : stripped(content)) != null) {
            throw new IOException(name + " is there twice");
        }
    }

    /** Keeps of the libraries those classes to which references lead from the agent's own. */
    private void leaveOutWhatIsNotReferredTo() {
        Set<String> kept = new HashSet<>();
        Deque<String> pending = new ArrayDeque<>();
        isolated.keySet().stream().filter(name -> name.startsWith(BASE)).forEach(pending::add);
        while (!pending.isEmpty()) {
            String name = pending.remove();
            if (kept.add(name)) {
                filesReferredToBy(isolated.get(name))
                        .filter(isolated::containsKey)
                        .forEach(pending::add);
            }
        }
        isolated.keySet().retainAll(kept);
    }

    private static Stream<String> filesReferredToBy(byte[] classFile) {
        Set<String> files = new TreeSet<>();
        // What would rename classes is asked about each name in the class file.
        Remapper listener = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String internalName) {
                files.add(internalName + ".class");
                return internalName;
            }
        };
        new ClassReader(classFile).accept(new ClassRemapper(new ClassWriter(0), listener), 0);
        return files.stream();
    }

    private void writeIsolated() throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        List<int[]> index = new ArrayList<>();
        try (ZipOutputStream zip = new ZipOutputStream(jar)) {
            for (var classFile : isolated.entrySet()) {
                String name = classFile.getKey();
                byte[] content = classFile.getValue();
                ZipEntry entry = name.startsWith(BASE) ? stored(name, content) : new ZipEntry(name);
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.flush();
                int offset = jar.size();
                zip.write(content);
                zip.closeEntry();
                int packed = Math.toIntExact(entry.getCompressedSize());
                if (entry.getMethod() == ZipEntry.DEFLATED && packed == content.length) {
                    throw new IOException("the loader would take " + name + " for one that is not compressed");
                }
                index.add(new int[] {classNameOf(name).hashCode(), offset, packed, content.length});
            }
        }
        write("inst/classes.jar", jar.toByteArray());
        write("inst/classes.index", sorted(index));
    }

    private static String classNameOf(String file) {
        return file.replaceFirst("\\.class$", "").replace('/', '.');
    }

    private static ZipEntry stored(String name, byte[] content) {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        return entry;
    }

    private static byte[] sorted(List<int[]> index) {
        index.sort(Comparator.comparingInt(entry -> entry[0]));
        ByteBuffer bytes = ByteBuffer.allocate(index.size() * 4 * Integer.BYTES);
        for (int[] entry : index) {
            for (int number : entry) {
                bytes.putInt(number);
            }
        }
        return bytes.array();
    }

    /** Leaves out line numbers and the names of local variables, a third of a library's class file that nobody looks at. */
    private static byte[] stripped(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(0);
        reader.accept(writer, ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = output.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(content);
        }
    }
}
