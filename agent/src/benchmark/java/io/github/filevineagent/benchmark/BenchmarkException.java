package io.github.filevineagent.benchmark;

/** Something could not be measured; the message says what. */
final class BenchmarkException extends RuntimeException {
    BenchmarkException(String message) {
        super(message);
    }

    BenchmarkException(String message, Throwable cause) {
        super(message, cause);
    }
}
