package io.github.filevineagent.benchmark.program;

import java.net.URI;

/** Makes one call, prints the status code and ends when its standard input does. */
public final class FirstCall {
    private FirstCall() {}

    /** Runs with two arguments: the client, the address. */
    public static void main(String[] args) throws Exception {
        System.out.println(Get.through(args[0], URI.create(args[1])).status());
        while (System.in.read() != -1) {
            // Nothing is sent.
        }
        // The client's own threads would keep the JVM alive for a while.
        System.exit(0);
    }
}
