package io.github.filevineagent.it.client;

/** Several redirects in a row. */
enum RedirectChain implements Scenario {
    AWAY_AND_BACK("gateway", "302@storage/302@gateway/ok"),
    AWAY_AND_FURTHER("gateway", "302@storage/307@storage/ok"),
    TO_ANOTHER_GATEWAY_AND_AWAY("gateway", "307@gateway2/307@storage/ok"),
    INTO_A_GATEWAY("storage", "302@gateway/ok"),
    INTO_A_GATEWAY_AND_AWAY("storage", "307@gateway/307@storage/ok"),
    TO_PLAIN_HTTP_AND_BACK("plain", "302@downgrade/302@plain/ok"),
    CIRCULAR("gateway", "circle"),
    CIRCULAR_ELSEWHERE("storage", "circle");

    private final String start;
    private final String steps;

    RedirectChain(String start, String steps) {
        this.start = start;
        this.steps = steps;
    }

    @Override
    public void run(Call call) throws Exception {
        call.get("answer", call.uri(start, steps));
    }
}
