package io.github.filevineagent.instrumentation;

import io.github.filevineagent.bootstrap.Dispatcher;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the calls to {@link Dispatcher} into one class file.
 *
 * <p>It works with the ASM inside Byte Buddy and not with {@code Advice}: the hooks are single calls, and loading Byte
 * Buddy's type model for them was measured to cost each application 200 to 280 ms at its first request. At most one stack
 * map frame is added to a method, and it repeats the method's initial one, so that none has to be computed.
 */
final class HookWeaver {
    private static final int API = Opcodes.ASM9;
    private static final String DISPATCHER = Dispatcher.class.getName().replace('.', '/');

    private final HookedClass target;
    private final List<HookPoint> missing;

    HookWeaver(HookedClass target) {
        this.target = target;
        this.missing = new ArrayList<>(target.points());
    }

    /** Returns the class file with the hooks in it. Call once. */
    byte[] weave(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new HookedMethods(writer), 0);
        return writer.toByteArray();
    }

    /** Returns the hooks for which the class has no method, after {@link #weave}. */
    List<HookPoint> missing() {
        return missing;
    }

    private final class HookedMethods extends ClassVisitor {
        HookedMethods(ClassVisitor next) {
            super(API, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            for (HookPoint point : target.points()) {
                if (point.isIn(name, descriptor)) {
                    missing.remove(point);
                    method = new HookedMethod(method, point);
                }
            }
            return method;
        }
    }

    private static final class HookedMethod extends MethodVisitor {
        private final HookPoint point;

        HookedMethod(MethodVisitor next, HookPoint point) {
            super(API, next);
            this.point = point;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            switch (point.kind()) {
                case CALL_ON_ENTRY:
                    mv.visitVarInsn(Opcodes.ALOAD, point.argument());
                    call();
                    break;
                case ANSWER_ON_ENTRY:
                    answerOrGoOn();
                    break;
                case CHANGE_RESULT:
                    break;
            }
        }

        /** {@code Object answer = Dispatcher.callback(argument); if (answer != null) return (R) answer;} */
        private void answerOrGoOn() {
            Label goOn = new Label();
            mv.visitVarInsn(Opcodes.ALOAD, point.argument());
            call();
            mv.visitInsn(Opcodes.DUP);
            mv.visitJumpInsn(Opcodes.IFNULL, goOn);
            castToResult();
            mv.visitInsn(Opcodes.ARETURN);
            mv.visitLabel(goOn);
            Object answer = Type.getReturnType(point.callbackDescriptor()).getInternalName();
            mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {answer});
            mv.visitInsn(Opcodes.POP);
        }

        @Override
        public void visitInsn(int opcode) {
            boolean isReturn = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
            if (isReturn && point.kind() == HookPoint.Kind.CHANGE_RESULT) {
                mv.visitVarInsn(Opcodes.ALOAD, point.argument());
                call();
                if (opcode == Opcodes.ARETURN) {
                    castToResult();
                }
            }
            super.visitInsn(opcode);
        }

        private void call() {
            mv.visitMethodInsn(Opcodes.INVOKESTATIC, DISPATCHER, point.callback(), point.callbackDescriptor(), false);
        }

        private void castToResult() {
            mv.visitTypeInsn(
                    Opcodes.CHECKCAST, Type.getReturnType(point.descriptor()).getInternalName());
        }
    }
}
