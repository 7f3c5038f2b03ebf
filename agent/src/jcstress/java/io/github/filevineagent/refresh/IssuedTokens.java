package io.github.filevineagent.refresh;

/** Token sources for races in other packages. */
public final class IssuedTokens {
    private IssuedTokens() {}

    /** Returns one whose token is {@code a}. */
    public static TokenSource a() {
        return RacedTokens.holdingA().tokens;
    }

    /** Returns one whose token is {@code b}. */
    public static TokenSource b() {
        RacedTokens raced = RacedTokens.holdingA();
        raced.publishNext();
        return raced.tokens;
    }
}
