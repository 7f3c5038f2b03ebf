package io.github.filevineagent.weaving;

import io.github.filevineagent.bootstrap.Dispatcher;
import io.github.filevineagent.instrumentation.HookPoint;
import io.github.filevineagent.instrumentation.HookTransformer;
import io.github.filevineagent.instrumentation.HookedClass;
import java.util.Collection;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the calls to {@link Dispatcher} into a class file.
 *
 * <p>It works with the ASM inside Byte Buddy, and not with {@code Advice} and matchers, Byte Buddy's usual form. The hooks are
 * single calls, for which {@code Advice} would load Byte Buddy's model of types: 735 classes instead of 30. On two processors,
 * JDK 17 and 25, side by side, that delays the first answer by 120 to 300 ms over loopback and by 70 to 120 ms over TLS, and
 * the start of a Spring Boot application by 80 to 400 ms. The agent would then be slower than an exchange written by hand
 * (1.05 to 1.16 times; the benchmark's {@code first-call} compares the two).
 *
 * <p>At most one stack map frame is added to a method. It repeats the method's initial one, so that none has to be computed.
 */
public final class HookWeaver implements HookTransformer.ClassWeaver {
    private static final int API = Opcodes.ASM9;
    /** JVM specification, table 4.4-A. */
    private static final int CONSTANT_CLASS = 7;

    /** By name: when the first class is woven, the class may not be in the boot loader yet. */
    private static final String DISPATCHER = "io/github/filevineagent/bootstrap/Dispatcher";

    @Override
    public byte @Nullable [] weave(byte[] classFile, HookedClass target, Collection<HookPoint> missing) {
        ClassReader reader = new ClassReader(classFile);
        if (namesDispatcher(reader)) {
            return null;
        }
        missing.addAll(target.points());
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new HookedMethods(writer, target, missing), 0);
        return writer.toByteArray();
    }

    private static boolean namesDispatcher(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            // Long and double constants leave the item after them empty.
            if (offset > 0
                    && reader.readByte(offset - 1) == CONSTANT_CLASS
                    && DISPATCHER.equals(reader.readUTF8(offset, buffer))) {
                return true;
            }
        }
        return false;
    }

    private static final class HookedMethods extends ClassVisitor {
        private final HookedClass target;
        private final Collection<HookPoint> missing;

        HookedMethods(ClassVisitor next, HookedClass target, Collection<HookPoint> missing) {
            super(API, next);
            this.target = target;
            this.missing = missing;
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
                case NULL_ON_ENTRY:
                    nullOrGoOn();
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

        /** {@code if (Dispatcher.callback(argument)) return null;} */
        private void nullOrGoOn() {
            Label goOn = new Label();
            mv.visitVarInsn(Opcodes.ALOAD, point.argument());
            call();
            mv.visitJumpInsn(Opcodes.IFEQ, goOn);
            mv.visitInsn(Opcodes.ACONST_NULL);
            mv.visitInsn(Opcodes.ARETURN);
            mv.visitLabel(goOn);
            mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            // A class file with two frames at one place is not valid, and the method's own code may begin with one.
            mv.visitInsn(Opcodes.NOP);
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
