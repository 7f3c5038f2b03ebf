package io.github.filevineagent.token;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The threads of calls that were given up and have not ended. Some things that the application can put in the way, such as a
 * {@code ProxySelector}, hang for ever: there is a limit to how many threads do. Thread-safe.
 */
public final class AbandonedCalls {
    /** More than one, since what hung once may have been mended since. */
    private static final int MOST = 4;

    /** Of all together. The more one profile has, the more must be left to the others for it to get another one. */
    private static final int MOST_OF_ALL = 32;

    private final @Nullable AbandonedCalls all;
    private final List<Thread> threads = new ArrayList<>(0);

    /** Makes those of all profiles. */
    public AbandonedCalls() {
        this(null);
    }

    private AbandonedCalls(@Nullable AbandonedCalls all) {
        this.all = all;
    }

    /** Returns those of one profile, which are among these. */
    AbandonedCalls ofOne() {
        return new AbandonedCalls(this);
    }

    /** Returns how many calls there are that must end before there may be another one, or zero. */
    int inTheWay() {
        int own = alive();
        if (own >= MOST) {
            return own;
        }
        int ofAll = all == null ? own : all.alive();
        return ofAll >= MOST_OF_ALL >> own ? ofAll : 0;
    }

    void add(Thread thread) {
        synchronized (threads) {
            threads.add(thread);
        }
        if (all != null) {
            all.add(thread);
        }
    }

    private int alive() {
        synchronized (threads) {
            for (int i = threads.size() - 1; i >= 0; i--) {
                if (!threads.get(i).isAlive()) {
                    Thread unused = threads.remove(i);
                }
            }
            return threads.size();
        }
    }
}
