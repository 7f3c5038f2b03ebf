package io.github.filevineagent.it.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that makes many requests on virtual threads before there is a token, and again with a token that the
 * gateway rejects. The identity server does not answer before one more virtual thread has seen them wait and asks for it:
 * if waiting blocks the carrier thread, of which the test has left one, nobody ever asks.
 */
public final class VirtualThreads {
    private static final int REQUESTS_OF_A_CLIENT = 20;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LIMIT_MILLIS = TimeUnit.SECONDS.toMillis(30);

    private VirtualThreads() {}

    public static void main(String[] arguments) throws Exception {
        start(Pinning::touch).join();
        request("cold", "valid");
        request("rejected", "revoked/valid");
        // Threads that are stuck must not keep the JVM.
        System.exit(0);
    }

    private static void request(String phase, String steps) throws Exception {
        List<Thread> all = new ArrayList<>();
        List<Thread> blocked = new ArrayList<>();
        for (Variant variant : Variant.ON_EVERY_JDK) {
            // The same name for all: the gateway rejects the first token that it sees under a name.
            Call call = new Call(phase, variant);
            for (int i = 0; i < REQUESTS_OF_A_CLIENT; i++) {
                String key = variant + "-" + i;
                Thread thread = start(() -> get(call, key, steps));
                all.add(thread);
                if (variant == Variant.URL) {
                    blocked.add(thread);
                }
            }
        }
        Call release = new Call(phase + "-release", Variant.URL);
        all.add(start(() -> {
            while (!blocked.stream().allMatch(VirtualThreads::waitsForToken)) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            get(release, "answer", "release");
        }));
        for (Thread thread : all) {
            thread.join(LIMIT_MILLIS);
        }
    }

    private static void get(Call call, String key, String steps) {
        try {
            call.get(key, call.uri(steps.equals("release") ? "storage" : "gateway", steps));
        } catch (Exception e) {
            call.report(key, e);
        }
    }

    /** This client waits on the application's own thread, where the application can see by whose doing. */
    private static boolean waitsForToken(Thread thread) {
        if (thread.getState() != Thread.State.TIMED_WAITING) {
            return false;
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().startsWith("io.github.filevineagent.instrumentation.")) {
                return true;
            }
        }
        return false;
    }

    /** For JDKs from 21 on; this class is compiled for an older one. */
    private static Thread start(Runnable task) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    }

    /** Does what nobody should: it waits in a static initializer. The test sees by it that such a thing is recorded. */
    private static final class Pinning {
        static {
            LockSupport.parkNanos(PAUSE_NANOS);
        }

        static void touch() {}
    }
}
