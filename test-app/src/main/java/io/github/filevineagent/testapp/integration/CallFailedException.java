package io.github.filevineagent.testapp.integration;

/** Filevine answered, but not with success. */
final class CallFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CallFailedException(Call call, Reply reply) {
        super(call + " answered " + reply.status());
    }

    CallFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
