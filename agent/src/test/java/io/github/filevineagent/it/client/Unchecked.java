package io.github.filevineagent.it.client;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

/** Makes checked exceptions pass where lambdas can't throw them. */
final class Unchecked {
    private Unchecked() {}

    static <T> T call(Callable<T> callable) {
        try {
            return callable.call();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
