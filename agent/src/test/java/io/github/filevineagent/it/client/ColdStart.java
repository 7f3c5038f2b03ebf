package io.github.filevineagent.it.client;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Very many requests before there is a token. */
enum ColdStart implements Scenario {
    THOUSAND_REQUESTS {
        @Override
        public void run(Call call) throws Exception {
            List<CompletableFuture<Integer>> statuses = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                HttpClient client = call.newClient().build();
                for (int j = 0; j < REQUESTS_OF_A_CLIENT; j++) {
                    statuses.add(
                            client.sendAsync(call.request("gateway", "valid").build(), BodyHandlers.ofString())
                                    .thenApply(response -> response.statusCode()));
                }
            }
            int succeeded = 0;
            for (CompletableFuture<Integer> status : statuses) {
                succeeded += status.get() == 200 ? 1 : 0;
            }
            call.report("succeeded", succeeded);
        }
    };

    /** A busy machine of two processors needs half a minute for it. */
    @Override
    public Duration limit() {
        return Duration.ofMinutes(1);
    }

    /** What one HTTP/2 connection takes at a time. */
    private static final int REQUESTS_OF_A_CLIENT = 100;

    private static final int CLIENTS = 10;
}
