package io.github.filevineagent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.instrumentation.HookWatch;
import io.github.filevineagent.startup.AgentStartup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** What runs before the application's {@code main} keeps to the rules in the package-info of {@code startup}. */
class BeforeMainTest {
    private static final Path CLASSES = Path.of("target/classes/io/github/filevineagent");

    /** A lambda, a method reference and string concatenation that is not inline are one instruction. */
    @Test
    void classesOnTheWayToMain_invokedynamic_isNotInThem() throws IOException {
        List<Path> files = new ArrayList<>(classFilesIn(CLASSES));
        files.addAll(classFilesIn(CLASSES.resolve("config")));
        files.add(CLASSES.resolve("startup/" + AgentStartup.class.getSimpleName() + ".class"));
        files.add(CLASSES.resolve("startup/DeferredAgent.class"));
        files.add(CLASSES.resolve("instrumentation/" + HookWatch.class.getSimpleName() + ".class"));

        List<String> found = new ArrayList<>();
        for (Path file : files) {
            found.addAll(methodsWithInvokedynamic(file));
        }

        assertThat(files).hasSizeGreaterThan(20);
        assertThat(found).isEmpty();
    }

    private static List<Path> classFilesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".class")).collect(Collectors.toList());
        }
    }

    private static List<String> methodsWithInvokedynamic(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        new ClassReader(Files.readAllBytes(file))
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitInvokeDynamicInsn(
                                            String called, String type, Handle bootstrap, Object... with) {
                                        found.add(file + " " + name + descriptor);
                                    }
                                };
                            }
                        },
                        ClassReader.SKIP_DEBUG);
        return found;
    }
}
