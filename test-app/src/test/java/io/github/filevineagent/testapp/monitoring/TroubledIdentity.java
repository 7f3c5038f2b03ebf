package io.github.filevineagent.testapp.monitoring;

import io.github.filevineagent.standin.Answers;
import io.github.filevineagent.standin.TokenEndpointRules;
import io.github.filevineagent.testapp.standin.Filter;
import io.github.filevineagent.testapp.standin.Seen.Server;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** An identity server at which each firm meets its {@link Trouble}. */
final class TroubledIdentity implements Filter {
    /** Short, since the test waits for the refresh; long enough to be seen between that and the token's end. */
    private static final Duration LIFETIME = Duration.ofSeconds(30);

    /** One with the token that is then revoked, and those that are all to find it revoked. */
    static final int REVOKED_CALLS = 1 + 3;

    private final CountDownLatch revokedCalls = new CountDownLatch(REVOKED_CALLS);
    /** The PATs that have got a token. */
    private final Set<String> served = ConcurrentHashMap.newKeySet();

    @Override
    public MockResponse answer(Server server, RecordedRequest request, Supplier<MockResponse> next) {
        if (server != Server.IDENTITY) {
            if (Trouble.REVOKED.organisation().equals(request.getHeaders().get("x-fv-orgid"))) {
                revokedCalls.countDown();
            }
            return next.get();
        }
        String pat = TokenEndpointRules.tokenIn(TokenEndpointRules.bodyOf(request));
        Trouble trouble = Stream.of(Trouble.values())
                .filter(each -> each.organisations().keySet().stream()
                        .anyMatch(firm -> Vendor.patOf(firm).equals(pat)))
                .findAny()
                .orElseThrow();
        return switch (trouble) {
            case DOWN -> Answers.json(503, "{}");
            case DOWN_LATER -> served.add(pat) ? grant() : Answers.json(503, "{}");
            case REFUSED_LATER -> served.add(pat) ? grant() : next.get();
            case REVOKED -> {
                if (!served.add(pat)) {
                    awaitCalls();
                }
                yield next.get();
            }
            default -> next.get();
        };
    }

    private void awaitCalls() {
        try {
            if (!revokedCalls.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("too few calls have come");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static MockResponse grant() {
        return Answers.grant("fv-demo-short", LIFETIME, TokenEndpointRules.DEFAULT_SCOPE);
    }
}
