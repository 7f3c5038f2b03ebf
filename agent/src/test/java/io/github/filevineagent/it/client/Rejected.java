package io.github.filevineagent.it.client;

/** The gateway rejects whatever it is sent. */
enum Rejected implements Scenario {
    GET {
        @Override
        public void run(Call call) throws Exception {
            call.get("answer", call.uri("plain", "401"));
        }
    }
}
