package io.github.filevineagent.instrumentation;

import java.lang.reflect.Method;
import java.net.http.HttpRequest;

/**
 * Requests that wait for a {@code 100 Continue} before they send their body.
 *
 * <p>JDKs without JDK-8286171, such as 17.0.15, can't end such an exchange where the server answers instead of asking:
 * whoever ignores the answer's body, as a replay does, waits for ever. The client does not let out whether the
 * server has asked, so there the application gets each 401, as without the agent.
 */
final class ExpectContinue {
    /** Asked for by the first such request that gets a 401. The fix came with this method: 17.0.15 has neither, 17.0.19 and 25 both. */
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
