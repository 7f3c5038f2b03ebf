package io.github.filevineagent.instrumentation;

/**
 * A method inside the JDK and the call that is woven into it. Immutable.
 *
 * <p>The members named here are internal to the JDK and may change with any release; each was checked on the JDKs that
 * its factory's caller names. Where one is missing that hook is left out and the log says so.
 */
public final class HookPoint {
    /** How the call is woven in. */
    public enum Kind {
        /** Call on entry, then go on. */
        CALL_ON_ENTRY,
        /** Call on entry; if it answers anything but null, return that instead of going on. */
        ANSWER_ON_ENTRY,
        /** Call on entry; if it answers true, return null instead of going on. */
        NULL_ON_ENTRY,
        /** Call on each normal exit with the result, and return what it gives back. */
        CHANGE_RESULT
    }

    private final Kind kind;
    private final String method;
    private final String descriptor;
    private final String callback;
    private final String callbackDescriptor;
    private final int argument;

    private HookPoint(
            Kind kind, String method, String descriptor, String callback, String callbackDescriptor, int argument) {
        this.kind = kind;
        this.method = method;
        this.descriptor = descriptor;
        this.callback = callback;
        this.callbackDescriptor = callbackDescriptor;
        this.argument = argument;
    }

    static HookPoint callOnEntry(String method, String descriptor, String callback, String callbackDescriptor) {
        return new HookPoint(Kind.CALL_ON_ENTRY, method, descriptor, callback, callbackDescriptor, 0);
    }

    /**
     * @param argument the local variable that is passed to the callback: 0 for {@code this}, 1 for the first parameter
     */
    static HookPoint answerOnEntry(
            String method, String descriptor, String callback, String callbackDescriptor, int argument) {
        return new HookPoint(Kind.ANSWER_ON_ENTRY, method, descriptor, callback, callbackDescriptor, argument);
    }

    static HookPoint nullOnEntry(String method, String descriptor, String callback, String callbackDescriptor) {
        return new HookPoint(Kind.NULL_ON_ENTRY, method, descriptor, callback, callbackDescriptor, 0);
    }

    static HookPoint changeResult(String method, String descriptor, String callback, String callbackDescriptor) {
        return new HookPoint(Kind.CHANGE_RESULT, method, descriptor, callback, callbackDescriptor, 0);
    }

    public Kind kind() {
        return kind;
    }

    public boolean isIn(String methodName, String methodDescriptor) {
        return method.equals(methodName) && descriptor.equals(methodDescriptor);
    }

    /** Returns the name of the method that is hooked. */
    public String method() {
        return method;
    }

    /** Returns the descriptor of the method that is hooked. */
    public String descriptor() {
        return descriptor;
    }

    /** Returns the name of the method of {@link io.github.filevineagent.bootstrap.Dispatcher} that is called. */
    public String callback() {
        return callback;
    }

    public String callbackDescriptor() {
        return callbackDescriptor;
    }

    public int argument() {
        return argument;
    }
}
