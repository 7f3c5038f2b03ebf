package io.github.filevineagent.it.client;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One redirect of the gateway's, to a place of its own or to another. Immutable. */
final class Redirect implements Scenario {
    private final int status;
    private final String target;

    private Redirect(int status, String target) {
        this.status = status;
        this.target = target;
    }

    /** Returns the one that takes the same request to another gateway host. */
    static Scenario[] toAnotherGateway() {
        return new Scenario[] {new Redirect(307, "gateway2")};
    }

    /** Returns each status with each target; the gateway itself is one. */
    static Scenario[] values() {
        return IntStream.of(301, 302, 303, 307, 308)
                .boxed()
                .flatMap(status -> Stream.of("gateway", "gateway2", "storage", "otherport", "downgrade")
                        .map(target -> new Redirect(status, target)))
                .toArray(Scenario[]::new);
    }

    @Override
    public String name() {
        return "redirect-" + status + "-" + target;
    }

    @Override
    public void run(Call call) throws Exception {
        call.get("get", call.uri("gateway", status + "@" + target + "/ok"));
        call.post("post", call.uri("gateway", status + "@" + target + "/ok"), sendsBodyWithGet(call) ? "" : "body");
    }

    /**
     * JDK 11 sends the body also with the GET that a POST becomes. Where that goes over HTTP/1.1, MockWebServer leaves such a
     * request unanswered.
     */
    private boolean sendsBodyWithGet(Call call) {
        return Runtime.version().feature() == 11 && status < 307 && (call.isHttp1() || target.equals("downgrade"));
    }
}
