package io.github.filevineagent.testapp.standin;

import io.github.filevineagent.testapp.standin.Seen.Remark;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The access tokens that were issued, by value. Thread-safe. */
final class Tokens {
    private static final String SCHEME = "Bearer ";

    private final InstantSource clock;
    private final Duration lifetime;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> tokens = new HashMap<>();

    /** By organisation, the generation up to which tokens are invalid. */
    private final Map<String, Integer> revokedUpTo = new HashMap<>();

    Tokens(InstantSource clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    private record Token(int generation, String organisation, Instant expiry) {}

    record Issued(String value, int generation, Duration lifetime) {}

    record Verdict(OptionalInt generation, Remark remark) {
        boolean accepted() {
            return remark == Remark.NONE;
        }
    }

    /**
     * @param organisation that it is for, or {@link Accounts#ANY}
     */
    synchronized Issued issue(String organisation) {
        int generation = tokens.size() + 1;
        String value = "fv-demo-" + generation + "-" + randomHex();
        tokens.put(value, new Token(generation, organisation, clock.instant().plus(lifetime)));
        return new Issued(value, generation, lifetime);
    }

    /** Makes all tokens of an organisation that were issued so far invalid, and returns the generation of the latest of all. */
    synchronized int revoke(String organisation) {
        revokedUpTo.put(organisation, tokens.size());
        return tokens.size();
    }

    /**
     * Judges the value of an {@code Authorization} header.
     *
     * @param organisation the one that the request is for, or null where it does not say
     */
    synchronized Verdict judge(@Nullable String authorization, @Nullable String organisation) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Verdict(OptionalInt.empty(), Remark.NO_TOKEN);
        }
        Token token = tokens.get(authorization.substring(SCHEME.length()));
        if (token == null) {
            return new Verdict(OptionalInt.empty(), Remark.TOKEN_UNKNOWN);
        }
        return new Verdict(OptionalInt.of(token.generation()), remark(token, organisation));
    }

    private Remark remark(Token token, @Nullable String organisation) {
        if (!token.organisation().equals(Accounts.ANY) && !token.organisation().equals(organisation)) {
            return Remark.TOKEN_OF_ANOTHER;
        }
        if (token.generation() <= revokedUpTo.getOrDefault(token.organisation(), 0)) {
            return Remark.TOKEN_REVOKED;
        }
        return clock.instant().isBefore(token.expiry()) ? Remark.NONE : Remark.TOKEN_EXPIRED;
    }

    private String randomHex() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
