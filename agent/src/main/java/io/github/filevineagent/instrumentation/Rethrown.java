package io.github.filevineagent.instrumentation;

/** Throws on what a method handle threw, as it is: a handle declares {@code Throwable}, whatever its target does. */
final class Rethrown {
    private Rethrown() {}

    /** Never returns; the type lets a caller write {@code throw Rethrown.as(t)}. */
    static RuntimeException as(Throwable thrown) {
        return Rethrown.<RuntimeException>sneakily(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T sneakily(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
