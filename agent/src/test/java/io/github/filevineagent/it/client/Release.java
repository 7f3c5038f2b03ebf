package io.github.filevineagent.it.client;

/** Lets the answer go that the identity server holds. */
enum Release implements Scenario {
    HELD_TOKEN {
        @Override
        public void run(Call call) throws Exception {
            call.get("answer", call.uri("storage", "release"));
        }
    }
}
