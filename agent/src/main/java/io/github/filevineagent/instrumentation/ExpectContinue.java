package io.github.filevineagent.instrumentation;

import java.lang.reflect.Method;
import java.net.http.HttpRequest;

/**
 * Requests that wait for a {@code 100 Continue} before they send their body.
 *
 * <p>Without the fix of JDK-8286171 (17.0.15 has none) {@code HttpClient} can't end such an exchange if the server sends its
 * answer instead of 100: whoever ignores the answer's body, as a replay does, waits for ever. It can't be seen from outside
 * whether the server has sent a 100, so on these JDKs the application gets the 401 of each such request, as without the agent.
 * {@code ExpectContinueIT} expects the one or the other.
 */
final class ExpectContinue {
    /**
     * In a class of its own, so that the first such request with a 401 asks. The fix brought the method: 17.0.15 has neither,
     * 17.0.19 and 25 have both.
     */
    private static final class Fix {
        static final boolean IS_PRESENT = isPresent();

        private static boolean isPresent() {
            try {
                Class<?> exchange =
                        Class.forName("jdk.internal.net.http.ExchangeImpl", false, HttpRequest.class.getClassLoader());
                Method unused = exchange.getDeclaredMethod("expectContinueFailed", int.class);
                return true;
            } catch (ReflectiveOperationException e) {
                return false;
            }
        }
    }

    private ExpectContinue() {}

    /** Whether the exchange comes to its end if the answer's body is ignored. */
    static boolean canEnd(HttpRequest request) {
        return !request.expectContinue() || Fix.IS_PRESENT;
    }
}
