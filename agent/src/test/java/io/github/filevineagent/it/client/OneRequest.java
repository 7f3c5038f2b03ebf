package io.github.filevineagent.it.client;

import java.util.concurrent.TimeUnit;

/** The simplest that there is. */
enum OneRequest implements Scenario {
    GET {
        @Override
        public void run(Call call) throws Exception {
            long start = System.nanoTime();
            try {
                call.get("answer", call.uri("gateway", "ok"));
            } finally {
                call.report("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            }
        }
    }
}
