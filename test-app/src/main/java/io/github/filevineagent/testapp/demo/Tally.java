package io.github.filevineagent.testapp.demo;

import io.github.filevineagent.testapp.standin.Seen;
import io.github.filevineagent.testapp.standin.Seen.Remark;
import io.github.filevineagent.testapp.standin.Seen.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts what happened in one run of the plain program. Thread-safe. */
final class Tally {
    private static final Pattern LAST_LINE = Pattern.compile("done: (\\d+) calls, (\\d+) failed");

    private final List<Seen> requests = new ArrayList<>();
    private int calls;
    private int failedCalls;
    private int exitStatus = -1;

    synchronized void add(Seen seen) {
        requests.add(seen);
    }

    /** Takes the program's own count from the last line that it prints. */
    synchronized void addLine(String line) {
        Matcher matcher = LAST_LINE.matcher(line);
        if (matcher.matches()) {
            calls = Integer.parseInt(matcher.group(1));
            failedCalls = Integer.parseInt(matcher.group(2));
        }
    }

    synchronized void setExitStatus(int status) {
        exitStatus = status;
    }

    synchronized int exitStatus() {
        return exitStatus;
    }

    synchronized int calls() {
        return calls;
    }

    synchronized int failedCalls() {
        return failedCalls;
    }

    int tokensIssued() {
        return count(seen -> seen.remark() == Remark.ISSUED);
    }

    int tokensRefused() {
        return count(
                seen -> seen.server() == Server.GATEWAY && seen.generation().isPresent() && seen.status() == 401);
    }

    int replays() {
        return count(seen -> seen.remark() == Remark.REPLAYED);
    }

    int storageRequests() {
        return count(seen -> seen.server() == Server.STORAGE);
    }

    int storageRequestsWithAuthorization() {
        return count(seen -> seen.remark() == Remark.HAS_AUTHORIZATION);
    }

    /** Returns how often the gateway has answered a request for a firm. */
    int requestsFor(String organisation) {
        return count(seen -> seen.server() == Server.GATEWAY && organisation.equals(seen.organisation()));
    }

    /** Returns how many of {@link #requestsFor} had no valid access token of that very firm. */
    int requestsWithoutTokenFor(String organisation) {
        return count(seen -> seen.server() == Server.GATEWAY
                && organisation.equals(seen.organisation())
                && seen.remark() != Remark.NONE);
    }

    private synchronized int count(Predicate<Seen> what) {
        return (int) requests.stream().filter(what).count();
    }
}
