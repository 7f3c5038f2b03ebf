package io.github.filevineagent.testapp.soak;

import io.github.filevineagent.testapp.soak.Ledger.IdentityTrouble;
import io.github.filevineagent.testapp.standin.StandIn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Has happen to a vendor's program what happens in production, one thing after the other and several at once. For one thread. */
final class Plan {
    /** What can happen. */
    enum Event {
        IDENTITY_SLOW,
        IDENTITY_DOWN,
        IDENTITY_UNAVAILABLE,
        IDENTITY_RATE_LIMITED,
        IDENTITY_WRONG_FOR_SOME,
        IDENTITY_HANGS_FOR_TWO,

        // Those of the identity server come one at a time, so that it can be said what a request failed of.
        PAT_REVOKED_AND_REPLACED,
        PAT_ROTATED,
        TOKENS_REVOKED,
        CONNECTIONS_CUT,
        FILE_DAMAGED_AND_MENDED,
        FILE_CHANGED,
        FIRM_GONE_AND_BACK,
        PROGRAM_SUSPENDED
    }

    /** How long it takes the agent to see that a file has come, gone or changed. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(8);

    /** For a 401 the agent replaces a firm's token once in 30 seconds. A revoked token need not be noticed at once. */
    private static final long AFTER_401_NANOS = TimeUnit.SECONDS.toNanos(35);

    static final Duration SUSPENSION = Duration.ofSeconds(4);

    private static final double CUT_SHARE = 0.1;
    private static final int SOME = 20;
    private static final int FEW = 5;

    private final FirmFiles files;
    private final StandIn standIn;
    private final Ledger ledger;
    private final Vendor vendor;
    private final Random random;
    private final List<String> firms;
    private final Intervals absent = new Intervals();
    private final Map<Event, Integer> happened = new EnumMap<>(Event.class);
    private final PriorityQueue<Step> pending = new PriorityQueue<>();

    /** What comes next, so that each comes as often as the others. */
    private final List<Event> identityEvents = new ArrayList<>();

    private final List<Event> otherEvents = new ArrayList<>();

    /** Those to which something happens at present. */
    private final Set<String> busy = new HashSet<>();

    private boolean identityIsBusy;
    private boolean callsAreCut;

    Plan(FirmFiles files, StandIn standIn, Ledger ledger, Vendor vendor, Random random) {
        this.files = files;
        this.standIn = standIn;
        this.ledger = ledger;
        this.vendor = vendor;
        this.random = random;
        this.firms = files.firms();
    }

    /** What is to be done at a time. */
    private record Step(long atNanos, Action action) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            return Long.compare(atNanos - other.atNanos, 0);
        }
    }

    private interface Action {
        void perform() throws IOException, InterruptedException;
    }

    /** Lets things happen for that long, and then ends what has not ended yet. */
    void run(Duration length) throws IOException, InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() - end < 0) {
            beginNext(!identityIsBusy && random.nextBoolean());
            await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500 + random.nextInt(2_000)));
        }
        while (!pending.isEmpty()) {
            await(pending.peek().atNanos());
        }
    }

    /** Returns when which firm's file was not there, or the agent may not have seen that it is. */
    Intervals absent() {
        return absent;
    }

    /** Returns how often what has happened. */
    Map<Event, Integer> happened() {
        return happened;
    }

    private void await(long timeNanos) throws IOException, InterruptedException {
        while (true) {
            Step next = pending.peek();
            boolean isDue = next != null && next.atNanos() - timeNanos <= 0;
            long wait = (isDue ? next.atNanos() : timeNanos) - System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
            if (!isDue) {
                return;
            }
            pending.remove();
            next.action().perform();
        }
    }

    private void later(long seconds, Action action) {
        pending.add(new Step(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds), action));
    }

    private void beginNext(boolean ofIdentity) throws IOException, InterruptedException {
        List<Event> events = ofIdentity ? identityEvents : otherEvents;
        if (events.isEmpty()) {
            for (Event event : Event.values()) {
                if (event.name().startsWith("IDENTITY_") == ofIdentity) {
                    events.add(event);
                }
            }
            Collections.shuffle(events, random);
        }
        Event next = events.get(0);
        if (begin(next)) {
            events.remove(next);
            happened.merge(next, 1, Integer::sum);
        }
    }

    /** Returns whether it has begun: it does not where what it needs is busy. */
    private boolean begin(Event event) throws IOException, InterruptedException {
        return switch (event) {
            case IDENTITY_SLOW -> identity(IdentityTrouble.SLOW, firms, 8);
            case IDENTITY_DOWN -> identity(IdentityTrouble.DOWN, firms, 3 + random.nextInt(8));
            case IDENTITY_UNAVAILABLE -> identity(IdentityTrouble.UNAVAILABLE, firms, 3 + random.nextInt(8));
            case IDENTITY_RATE_LIMITED -> identity(IdentityTrouble.RATE_LIMITED, firms, 4);
            case IDENTITY_WRONG_FOR_SOME -> identity(IdentityTrouble.WRONG, choose(SOME), 8);
            case IDENTITY_HANGS_FOR_TWO -> identity(IdentityTrouble.HANGING, choose(2), 10);
            case PAT_REVOKED_AND_REPLACED -> revokePats();
            case PAT_ROTATED -> rotatePats();
            case TOKENS_REVOKED -> revokeTokens();
            case CONNECTIONS_CUT -> cutConnections();
            case FILE_DAMAGED_AND_MENDED -> damageFiles();
            case FILE_CHANGED -> changeFiles();
            case FIRM_GONE_AND_BACK -> takeFirmsAway();
            case PROGRAM_SUSPENDED -> suspend();
        };
    }

    private boolean identity(IdentityTrouble trouble, List<String> concerned, int seconds) {
        identityIsBusy = true;
        ledger.trouble(concerned, trouble);
        later(seconds, () -> ledger.trouble(concerned, null));
        // Everybody may recover before the next one.
        later(seconds + 8L, () -> identityIsBusy = false);
        return true;
    }

    private boolean revokePats() throws IOException, InterruptedException {
        List<String> concerned = chooseIdle(FEW);
        for (String firm : concerned) {
            String before = files.giveNewPat(firm);
            standIn.removePat(before);
            ledger.history().add(firm, "PAT revoked");
            later(6, () -> files.write(firm));
            later(6 + TimeUnit.NANOSECONDS.toSeconds(LOOK_NANOS), () -> busy.remove(firm));
        }
        return !concerned.isEmpty();
    }

    private boolean rotatePats() throws IOException, InterruptedException {
        List<String> concerned = chooseIdle(FEW);
        for (String firm : concerned) {
            String before = files.giveNewPat(firm);
            files.write(firm);
            ledger.history().add(firm, "PAT rotated");
            later(TimeUnit.NANOSECONDS.toSeconds(LOOK_NANOS), () -> {
                standIn.removePat(before);
                ledger.history().add(firm, "old PAT revoked");
                busy.remove(firm);
            });
        }
        return !concerned.isEmpty();
    }

    private boolean revokeTokens() {
        boolean any = false;
        for (String firm : choose(SOME)) {
            if (!ledger.hadUnauthorized(firm, System.nanoTime() - AFTER_401_NANOS)) {
                standIn.revokeTokens(firm);
                ledger.history().add(firm, "tokens revoked");
                any = true;
            }
        }
        return any;
    }

    private boolean suspend() throws IOException, InterruptedException {
        ledger.history().addForAll("program suspended");
        boolean suspended = vendor.suspend(SUSPENSION.toNanos());
        ledger.history().addForAll("program goes on");
        return suspended;
    }

    private boolean cutConnections() {
        if (callsAreCut) {
            return false;
        }
        callsAreCut = true;
        ledger.cut(CUT_SHARE);
        later(4, () -> {
            ledger.cut(0);
            callsAreCut = false;
        });
        return true;
    }

    private boolean damageFiles() throws IOException {
        List<String> concerned = chooseIdle(FEW);
        for (String firm : concerned) {
            files.damage(firm);
            ledger.history().add(firm, "file damaged");
            later(10, () -> files.write(firm));
            later(10 + TimeUnit.NANOSECONDS.toSeconds(LOOK_NANOS), () -> busy.remove(firm));
        }
        return !concerned.isEmpty();
    }

    private boolean changeFiles() throws IOException, InterruptedException {
        List<String> concerned = chooseIdle(FEW);
        for (String firm : concerned) {
            files.change(firm);
            ledger.history().add(firm, "file changed");
            later(TimeUnit.NANOSECONDS.toSeconds(LOOK_NANOS), () -> busy.remove(firm));
        }
        return !concerned.isEmpty();
    }

    private boolean takeFirmsAway() throws IOException {
        List<String> concerned = chooseIdle(FEW);
        for (String firm : concerned) {
            absent.begin(firm);
            files.delete(firm);
            ledger.history().add(firm, "file gone");
            later(12, () -> {
                files.write(firm);
                ledger.history().add(firm, "file back");
                absent.end(firm, LOOK_NANOS);
            });
            later(12 + TimeUnit.NANOSECONDS.toSeconds(LOOK_NANOS), () -> busy.remove(firm));
        }
        return !concerned.isEmpty();
    }

    private List<String> choose(int count) {
        List<String> shuffled = new ArrayList<>(firms);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, count));
    }

    /** Returns firms with whose files nothing else happens until {@link #busy} is told. */
    private List<String> chooseIdle(int count) {
        List<String> chosen = new ArrayList<>(choose(count));
        chosen.removeAll(busy);
        busy.addAll(chosen);
        return chosen;
    }
}
