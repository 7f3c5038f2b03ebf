package io.github.filevineagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.filevineagent.support.Command;
import io.github.filevineagent.support.Jdk;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads from a small jar that was laid out as the agent's is. */
class IsolatedClassLoaderTest {
    private static final String PACKAGE = "io.github.filevineagent.loaded.";

    @TempDir
    private Path directory;

    private ClassLoader loader;

    @BeforeEach
    void layOut() throws Exception {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        Path libraries = Files.createDirectory(directory.resolve("libraries"));
        DynamicType.Unloaded<?> base =
                new ByteBuddy().subclass(Object.class).name("library.Base").make();
        base.saveIn(libraries.toFile());
        new ByteBuddy().subclass(Object.class).name("library.Unneeded").make().saveIn(libraries.toFile());
        // The hash codes of "Aa" and "BB" are the same, and so are those of what ends in them.
        new ByteBuddy()
                .subclass(base.getTypeDescription())
                .name(PACKAGE + "Aa")
                .make()
                .saveIn(classes.toFile());
        new ByteBuddy().subclass(Object.class).name(PACKAGE + "BB").make().saveIn(classes.toFile());
        Path output = directory.resolve("output");
        Command.Finished layout = Command.of(List.of(
                        Jdk.current().tool("java").toString(),
                        "-cp",
                        jarOf(ByteBuddy.class).toString(),
                        "src/build/java/io/github/filevineagent/build/JarLayout.java",
                        classes.toString(),
                        libraries.toString(),
                        output.toString()))
                .run();
        assertThat(layout.status()).as(layout.toString()).isZero();
        File jar = directory.resolve("agent.jar").toFile();
        pack(output, jar);
        loader = IsolatedClassLoader.of(jar, IsolatedClassLoaderTest.class.getProtectionDomain());
    }

    @Test
    void loadClass_twoWithTheSameHashCode_findsBoth() throws Exception {
        assertThat((PACKAGE + "Aa").hashCode()).isEqualTo((PACKAGE + "BB").hashCode());
        assertThat(loader.loadClass(PACKAGE + "Aa").getName()).isEqualTo(PACKAGE + "Aa");
        assertThat(loader.loadClass(PACKAGE + "BB").getName()).isEqualTo(PACKAGE + "BB");
    }

    @Test
    void loadClass_ofALibrary_inflatesIt() throws Exception {
        Class<?> base = loader.loadClass(PACKAGE + "Aa").getSuperclass();

        assertThat(base.getName()).isEqualTo("library.Base");
        assertThat(base.getClassLoader()).isSameAs(loader);
        assertThat(loader.getResourceAsStream("library/Base.class")).isNotNull();
    }

    @Test
    void loadClass_ofALibraryThatNobodyRefersTo_isNotThere() {
        assertThatThrownBy(() -> loader.loadClass("library.Unneeded")).isInstanceOf(ClassNotFoundException.class);
    }

    /** It has the hash code of two that are there. */
    @Test
    void loadClass_notThereButWithAHashCodeThatIs_isNotFound() {
        String other = PACKAGE.replace("loaded", "lobEed") + "Aa";

        assertThat(other.hashCode()).isEqualTo((PACKAGE + "Aa").hashCode());
        assertThatThrownBy(() -> loader.loadClass(other)).isInstanceOf(ClassNotFoundException.class);
    }

    private static void pack(Path output, File jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar.toPath());
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (String name : new String[] {"inst/classes.jar", "inst/classes.index"}) {
                byte[] content = Files.readAllBytes(output.resolve(name));
                CRC32 crc = new CRC32();
                crc.update(content);
                ZipEntry entry = new ZipEntry(name);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
    }

    private static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
