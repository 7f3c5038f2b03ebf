package io.github.filevineagent.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lock is reentrant, so that a thread of its own must show that each operation has let it go. */
class TokenSourceLockTest {
    static Stream<Consumer<TokenSource>> operations() {
        return Stream.of(
                TokenSource::refreshNow,
                TokenSource::unavailable,
                TokenSource::status,
                tokens -> tokens.await().cancel(false),
                tokens -> tokens.renew("Bearer a").cancel(false));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_afterAFailedExchange_leavesTheLockToOtherThreads(Consumer<TokenSource> operation) throws Exception {
        TokenSourceFixture fixture = TokenSourceFixture.holding("a");
        fixture.exchange.isUnreachable();
        fixture.clock.advance(Duration.ofMinutes(15));
        fixture.exchangeIfDue();

        operation.accept(fixture.tokens);

        CompletableFuture.runAsync(fixture.tokens::refreshNow).get(10, TimeUnit.SECONDS);
        assertThat(fixture.isDue()).isTrue();
    }

    @Test
    void close_anyToken_leavesTheLockToOtherThreads() throws Exception {
        TokenSource tokens = TokenSourceFixture.holding("a").tokens;

        tokens.close("the profile is gone.");

        assertThat(CompletableFuture.supplyAsync(tokens::unavailable).get(10, TimeUnit.SECONDS))
                .hasMessageEndingWith("the profile is gone.");
    }

    @Test
    void noteUse_usedToken_leavesTheLockToOtherThreads() throws Exception {
        TokenSourceFixture fixture = TokenSourceFixture.whenUsed();
        fixture.exchange.issues("a");
        fixture.tokens.refreshNow();
        fixture.exchangeIfDue();
        assertThat(fixture.tokens.authorization()).isEqualTo("Bearer a");

        fixture.tokens.noteUse();

        CompletableFuture.runAsync(fixture.tokens::refreshNow).get(10, TimeUnit.SECONDS);
        assertThat(fixture.isDue()).isTrue();
    }
}
