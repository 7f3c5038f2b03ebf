package io.github.filevineagent.instrumentation;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * When it is the turn of {@code HttpClient} to get its hooks: as soon as the application begins to use that client, and
 * otherwise after the first exchange. To weave and load what is needed takes a processor for some 15 ms, which on a small
 * machine delay the first token; a program that uses the other client only would wait for them to no purpose. Thread-safe.
 */
public final class HttpClientTurn implements Runnable {
    /** Loaded long before the first class with hooks: to build a client takes the JDK some 100 ms. */
    static final String FIRST_CLASS = "java/net/http/HttpClient";

    /** An exchange can hang for longer, but the hooks should be ready, and the operator be told, some time. */
    private static final long LONGEST_WAIT_SECONDS = 1;

    private final CountDownLatch come = new CountDownLatch(1);

    /** Says that the turn has come. */
    @Override
    public void run() {
        come.countDown();
    }

    boolean hasCome() {
        return come.getCount() == 0;
    }

    /** Waits for the turn, for a second at most. An interrupt ends the wait, and the thread's flag stays set. */
    public void await() {
        try {
            boolean unused = come.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
