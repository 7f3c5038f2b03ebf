package io.github.filevineagent.benchmark.program;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a number of requests from a line of standard input, sends them from some threads, prints in one line what they
 * took in nanoseconds: all of them, the median, the 99th and the 99.9th percentile; and how many have failed. Again for
 * the next line.
 */
public final class Load {
    private final Get get;
    private final int threads;
    private final AtomicInteger failed = new AtomicInteger();

    private Load(Get get, int threads) {
        this.get = get;
        this.threads = threads;
    }

    /** Runs with three arguments: the client, the address, the number of threads. */
    public static void main(String[] args) throws Exception {
        Load load = new Load(Get.through(args[0], URI.create(args[1])), Integer.parseInt(args[2]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        @Nullable String line = in.readLine();
        while (line != null) {
            System.out.println(load.run(Integer.parseInt(line)));
            line = in.readLine();
        }
        System.exit(0);
    }

    private String run(int requests) throws InterruptedException {
        int perThread = requests / threads;
        long[] nanos = new long[perThread * threads];
        failed.set(0);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        long start = System.nanoTime();
        for (int thread = 0; thread < threads; thread++) {
            int from = thread * perThread;
            executor.execute(() -> send(nanos, from, from + perThread));
        }
        executor.shutdown();
        if (!executor.awaitTermination(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException("still running after ten minutes");
        }
        long total = System.nanoTime() - start;
        Arrays.sort(nanos);
        return total + " " + at(nanos, 0.5) + " " + at(nanos, 0.99) + " " + at(nanos, 0.999) + " " + failed;
    }

    private void send(long[] nanos, int from, int to) {
        for (int i = from; i < to; i++) {
            long start = System.nanoTime();
            try {
                if (get.status() != 200) {
                    failed.incrementAndGet();
                }
            } catch (Exception e) {
                if (failed.getAndIncrement() == 0) {
                    e.printStackTrace();
                }
            }
            nanos[i] = System.nanoTime() - start;
        }
    }

    private static long at(long[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }
}
