package io.github.filevineagent.instrumentation;

import java.lang.reflect.Method;
import java.net.http.HttpRequest;

/**
 * Requests that wait for a {@code 100 Continue} before they send their body.
 *
 * <p>JDKs without JDK-8286171 (11, 17 before 17.0.17, 18) can't end such an exchange where the server answers instead of
 * asking: whoever ignores the answer's body, as a replay does, waits for ever. The client does not let out whether the
 * server has asked, so there the application gets each 401, as without the agent.
 */
final class ExpectContinue {
    /** Asked for by the first such request that gets a 401. That the fix came with this method was seen on 17 and 25. */
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
