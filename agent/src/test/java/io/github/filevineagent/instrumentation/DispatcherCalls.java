package io.github.filevineagent.instrumentation;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Lists the calls to the dispatcher in a class file, in its order, as {@code method+descriptor -> callback+descriptor}. */
public final class DispatcherCalls extends ClassVisitor {
    private static final String DISPATCHER = "io/github/filevineagent/bootstrap/Dispatcher";

    private final List<String> found = new ArrayList<>();

    private DispatcherCalls() {
        super(Opcodes.ASM9);
    }

    public static List<String> in(byte[] classFile) {
        DispatcherCalls calls = new DispatcherCalls();
        new ClassReader(classFile).accept(calls, 0);
        return calls.found;
    }

    public static String of(HookPoint point) {
        return point.method() + point.descriptor() + " -> " + point.callback() + point.callbackDescriptor();
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String callback, String callbackDescriptor, boolean isInterface) {
                if (owner.equals(DISPATCHER)) {
                    found.add(name + descriptor + " -> " + callback + callbackDescriptor);
                }
            }
        };
    }
}
