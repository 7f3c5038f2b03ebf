package io.github.filevineagent.instrumentation;

import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** {@code HttpRequest.timeout}, as the hooks reckon with it. */
final class RequestTimeout {
    /** In place of a longer one, whose nanoseconds may not fit into a {@code long}. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private RequestTimeout() {}

    /** Returns 0 for a request without a timeout. */
    static long nanosOf(HttpRequest request) {
        return request.timeout().isPresent() ? nanosOf(request.timeout().get()) : 0;
    }

    static long nanosOf(Duration duration) {
        return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : LONGEST.toNanos();
    }

    /** Returns what the JDK fails such a request with. */
    static HttpTimeoutException exception() {
        return new HttpTimeoutException("request timed out");
    }
}
