package io.github.filevineagent.testapp.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Compares the runs of the plain programs, without the agent and with it, to what should have happened. */
final class Summary {
    private final Tally without;
    private final Tally with;
    private final Tally firms;

    /**
     * @param firms of the program for two firms
     */
    Summary(Tally without, Tally with, Tally firms) {
        this.without = without;
        this.with = with;
        this.firms = firms;
    }

    /** Returns what was not as it should be; empty if all was well. */
    List<String> surprises() {
        List<String> surprises = new ArrayList<>();
        expect(surprises, without.failedCalls() > 0, "without the agent, calls should fail");
        expect(surprises, without.failedCalls() == without.calls(), "without the agent, no call should succeed");
        expect(surprises, with.calls() > 0, "with the agent, the program should have made calls");
        expect(surprises, with.exitStatus() == 0, "with the agent, the program should have ended with exit status 0");
        expect(surprises, with.failedCalls() == 0, "with the agent, no call should fail");
        expect(surprises, with.tokensIssued() > 2, "the access token should have been refreshed several times");
        expect(surprises, with.replays() > 0, "the request with the revoked token should have been replayed");
        expect(surprises, with.storageRequests() > 0, "the storage should have been asked for documents");
        expect(
                surprises,
                with.storageRequestsWithAuthorization() == 0,
                "the storage should never see an Authorization header");
        expect(surprises, firms.exitStatus() == 0, "both firms should have been served at last");
        expect(surprises, firms.failedCalls() > 0, "the second firm should have failed before its file was there");
        for (String organisation : List.of(Firms.FIRST, Firms.SECOND)) {
            expect(
                    surprises,
                    firms.requestsFor(organisation) > 0,
                    "firm " + organisation + " should have reached the gateway");
            expect(
                    surprises,
                    firms.requestsWithoutTokenFor(organisation) == 0,
                    "each request for firm " + organisation + " should have had that firm's access token");
        }
        return surprises;
    }

    private static void expect(List<String> surprises, boolean met, String expectation) {
        if (!met) {
            surprises.add(expectation);
        }
    }

    void print(PrintStream out) {
        row(out, "calls without the agent", without.calls(), without.failedCalls() + " failed");
        row(out, "calls with the agent", with.calls(), with.failedCalls() + " failed");
        row(
                out,
                "access tokens issued",
                with.tokensIssued(),
                Math.max(0, with.tokensIssued() - 1) + " of them refreshes");
        row(out, "revoked tokens refused", with.tokensRefused(), "answered 401 by the gateway");
        row(out, "replays", with.replays(), "the program saw no 401");
        row(
                out,
                "requests to the storage",
                with.storageRequests(),
                with.storageRequestsWithAuthorization() + " with Authorization");
        for (String organisation : List.of(Firms.FIRST, Firms.SECOND)) {
            row(
                    out,
                    "requests for firm " + organisation,
                    firms.requestsFor(organisation),
                    firms.requestsWithoutTokenFor(organisation) + " without its own access token");
        }
    }

    private static void row(PrintStream out, String what, int count, String remark) {
        out.printf("  %-24s %4d   %s%n", what, count, remark);
    }
}
