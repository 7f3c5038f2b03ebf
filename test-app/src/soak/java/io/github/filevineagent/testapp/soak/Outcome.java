package io.github.filevineagent.testapp.soak;

import io.github.filevineagent.support.Jdk;
import io.github.filevineagent.testapp.soak.Vendor.Failure;
import io.github.filevineagent.testapp.soak.Vendor.Vitals;
import io.github.filevineagent.testapp.standin.Seen.Remark;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What came of one run, and whether it is what should have. */
final class Outcome {
    static final Duration TOKEN_WAIT = Duration.ofSeconds(10);

    /** A failure is told some time after its reason was there: the wait, and what a busy machine needs for a line. */
    private static final long BEFORE_NANOS = TOKEN_WAIT.plusSeconds(2).toNanos();

    /** Four workers, as many calls and reads of secrets, and one each for five other purposes, whatever the number of firms. */
    private static final int MOST_AGENT_THREADS = 17;

    /** Of calls, which come and go. */
    private static final int MORE_THREADS = 3;

    private static final long MORE_HEAP_BYTES = 3L << 20;
    private static final int SHARES = 5;
    private static final long SHOWN_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final int MOST_SHOWN = 20;

    private final Jdk jdk;
    private final Ledger ledger;
    private final Plan plan;
    private final Vendor vendor;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> explained = new TreeMap<>();

    Outcome(Jdk jdk, int exitStatus, Ledger ledger, Plan plan, Vendor vendor) {
        this.jdk = jdk;
        this.ledger = ledger;
        this.plan = plan;
        this.vendor = vendor;
        expect(
                exitStatus == 0,
                "at the end, each firm should have been served; exit status " + exitStatus + ", not served: "
                        + vendor.notServed());
        expect(vendor.calls() > 0, "there should have been calls");
        expect(
                plan.happened().size() == Plan.Event.values().length,
                "each event should have happened: " + plan.happened());
        expect(ledger.outsideTheGateway() == 0, "tokens outside the gateway: " + ledger.outsideTheGateway());
        expect(ledger.severalHeaders() == 0, "requests with two tokens: " + ledger.severalHeaders());
        for (Remark remark :
                List.of(Remark.TOKEN_OF_ANOTHER, Remark.NO_TOKEN, Remark.TOKEN_UNKNOWN, Remark.HAS_AUTHORIZATION)) {
            expect(ledger.requests(remark) == 0, "requests with " + remark + ": " + ledger.requests(remark));
        }
        expect(ledger.requests(Remark.REPLAYED) > 0, "there should have been replays");
        vendor.unknownFailures().forEach(line -> faults.add("unknown failure: " + line));
        vendor.failures().forEach(this::judge);
        judge(vendor.vitals());
    }

    private void expect(boolean met, String expectation) {
        if (!met) {
            faults.add(expectation);
        }
    }

    private void judge(Failure failure) {
        String explanation = explain(failure);
        if (explanation == null) {
            faults.add("not explained: firm " + failure.firm() + ", " + failure.client() + ", call " + failure.call()
                    + ": " + failure.message() + " ("
                    + ledger.history().between(failure.firm(), failure.atNanos() - SHOWN_NANOS, failure.atNanos())
                    + ")");
        } else {
            explained.merge(explanation, 1, Integer::sum);
        }
    }

    private @Nullable String explain(Failure failure) {
        String message = failure.message();
        long from = failure.atNanos() - BEFORE_NANOS;
        boolean noExchange = ledger.hadNoExchange(failure.firm(), from, failure.atNanos());
        boolean isAbsent = plan.absent().overlap(failure.firm(), from, failure.atNanos());
        if (message.contains("no profile of this host has the organisation")) {
            return isAbsent ? "no file" : null;
        }
        if (message.contains("No valid Filevine access token")) {
            return isAbsent ? "no file" : noExchange ? "no exchange" : null;
        }
        if (message.equals("401")) {
            if (noExchange || isAbsent) {
                return noExchange ? "401 without an exchange" : "no file";
            }
            // Where the replay breaks off, HttpURLConnection has the answer before it for its response code.
            return ledger.wasCut(failure.call()) ? "cut replay" : null;
        }
        return ledger.wasCut(failure.call()) ? "cut" : null;
    }

    private void judge(List<Vitals> vitals) {
        expect(vitals.size() >= 2 * SHARES, "there should be more samples than " + vitals.size());
        if (vitals.size() < 2 * SHARES) {
            return;
        }
        // The very first part is for what is loaded, compiled and opened once.
        List<Vitals> first = share(vitals, 1);
        List<Vitals> last = share(vitals, SHARES - 1);
        int most = most(vitals);
        expect(most <= MOST_AGENT_THREADS, "the agent had " + most + " threads");
        expect(
                most(last) <= most(first) + MORE_THREADS,
                "the agent's threads: " + most(first) + " at first, " + most(last) + " at last");
        expect(
                leastHeap(last) <= leastHeap(first) + MORE_HEAP_BYTES,
                "heap: " + mib(leastHeap(first)) + " at first, " + mib(leastHeap(last)) + " at last");
    }

    private static List<Vitals> share(List<Vitals> vitals, int number) {
        return vitals.subList(number * vitals.size() / SHARES, (number + 1) * vitals.size() / SHARES);
    }

    private static int most(List<Vitals> vitals) {
        return vitals.stream().mapToInt(Vitals::agentThreads).max().orElseThrow();
    }

    private static long leastHeap(List<Vitals> vitals) {
        return vitals.stream()
                .min(Comparator.comparing(Vitals::heapBytes))
                .orElseThrow()
                .heapBytes();
    }

    private static String mib(long bytes) {
        return String.format("%.1f MiB", bytes / (double) (1 << 20));
    }

    /** Prints it, and returns whether all was well. */
    boolean print(PrintStream out) {
        List<Vitals> vitals = vendor.vitals();
        out.println();
        out.println(jdk + ": " + (faults.isEmpty() ? "all was well" : "NOT AS EXPECTED"));
        out.println("  happened: " + plan.happened());
        out.println("  calls: " + vendor.calls() + ", of which failed and are explained: " + explained);
        out.println("  exchanges: " + ledger.grantedExchanges() + " granted, " + ledger.otherExchanges() + " not");
        out.println("  gateway: " + ledger.gatewayRequests() + " requests; tokens revoked "
                + ledger.requests(Remark.TOKEN_REVOKED) + ", expired " + ledger.requests(Remark.TOKEN_EXPIRED)
                + ", replays " + ledger.requests(Remark.REPLAYED));
        out.println("  with the token of another firm: " + ledger.requests(Remark.TOKEN_OF_ANOTHER)
                + "; tokens outside the gateway: " + ledger.outsideTheGateway());
        if (vitals.size() >= 2 * SHARES) {
            out.println("  the agent's threads: " + most(vitals)
                    + " at most; heap after a collection, by fifths of the time: "
                    + IntStream.range(0, SHARES)
                            .mapToObj(number -> mib(leastHeap(share(vitals, number))))
                            .collect(Collectors.joining(", ")));
        }
        faults.stream().limit(MOST_SHOWN).forEach(fault -> out.println("  FAULT: " + fault));
        if (faults.size() > MOST_SHOWN) {
            out.println("  and " + (faults.size() - MOST_SHOWN) + " more");
        }
        if (!faults.isEmpty()) {
            vendor.agentLines().forEach(line -> out.println("  " + line));
        }
        return faults.isEmpty();
    }
}
