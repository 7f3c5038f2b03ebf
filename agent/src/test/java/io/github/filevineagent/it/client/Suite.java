package io.github.filevineagent.it.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scenarios that belong together. One JVM runs them, one after the other, with each of their clients and protocols. */
@SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which its type does not say.
public enum Suite {
    HTTP_CLIENT(Variants.HTTP_CLIENT, HttpClientRequest.values(), HttpClientUse.values(), HttpClientFailure.values()),
    URL_CONNECTION(Variants.URL_CONNECTION, UrlConnectionUse.values()),
    REDIRECT(Variants.ALL, Redirect.values(), RedirectChain.values()),
    REDIRECT_TO_ANOTHER_GATEWAY(Variants.ALL, Redirect.toAnotherGateway()),
    ADDRESS(Variants.ALL, Address.values()),
    UNAUTHORIZED_HTTP_CLIENT(Variants.HTTP_CLIENT, HttpClientUnauthorized.values()),
    UNAUTHORIZED_URL_CONNECTION(Variants.URL_CONNECTION, UrlConnectionUnauthorized.values()),
    REPLAY_BEHIND_PROXY(List.of(Variant.H1, Variant.URL), ProxiedReplay.values()),
    ONE_REQUEST(List.of(Variant.H1, Variant.URL), OneRequest.values()),
    ONE_REQUEST_HTTP_2(List.of(Variant.H2), OneRequest.values()),
    EXPECT_HTTP_1(List.of(Variant.H1), Expecting.values()),
    EXPECT_HTTP_2(List.of(Variant.H2), Expecting.values()),
    EXPECT_URL_CONNECTION(List.of(Variant.URL), Expecting.values()),
    AUTHENTICATOR(Variants.ALL, OwnAuthenticator.values()),
    PLAIN_HTTP_PROXY(Variants.URL_CONNECTION, PlainHttpProxy.values()),
    REJECTED(Variants.URL_CONNECTION, Rejected.values()),
    ORGANISATION(Variants.ALL, Organisation.values()),
    FIRMS(Variants.ALL, FirmUse.values()),
    /**
     * Its scenarios run at once, since all are about the time before the first token. It ends with the answer that the identity
     * server holds: when those that end by themselves have done so, and all others wait.
     */
    WAITING(Variants.ALL, Waiting.values()),
    HTTP_3(Variants.HTTP_3, HttpClientRequest.values(), HttpClientUse.values(), Http3Use.values()),
    REDIRECT_HTTP_3(Variants.HTTP_3, Redirect.values(), RedirectChain.values()),
    UNAUTHORIZED_HTTP_3(Variants.HTTP_3, HttpClientUnauthorized.values(), Http3Unauthorized.values()),
    FIRMS_HTTP_3(Variants.HTTP_3, FirmUse.values()),
    WAITING_HTTP_3(Variants.HTTP_3, Waiting.values()),
    COLD_START(List.of(Variant.H2), ColdStart.values()),
    LOAD(List.of(Variant.H1), Load.values());

    private final List<Variant> variants;
    private final List<Scenario> scenarios;

    Suite(List<Variant> variants, Scenario[]... scenarios) {
        this.variants = variants;
        this.scenarios = Stream.of(scenarios).flatMap(Stream::of).collect(Collectors.toUnmodifiableList());
    }

    /** Returns the names under which the scenarios report, such as {@code h2-post-string}. */
    public List<String> tags() {
        return calls().keySet().stream().map(Call::tag).collect(Collectors.toList());
    }

    void run() throws InterruptedException {
        if (this == WAITING || this == WAITING_HTTP_3) {
            runAtOnce();
            return;
        }
        for (Map.Entry<Call, Scenario> entry : calls().entrySet()) {
            ScenarioThread thread = new ScenarioThread(entry.getValue(), entry.getKey());
            thread.start();
            thread.await();
        }
    }

    private void runAtOnce() throws InterruptedException {
        List<ScenarioThread> ending = new ArrayList<>();
        List<ScenarioThread> waiting = new ArrayList<>();
        calls().forEach((call, scenario) -> {
            ScenarioThread thread = new ScenarioThread(scenario, call);
            (((Waiting) scenario).endsByItself() ? ending : waiting).add(thread);
            thread.start();
        });
        for (ScenarioThread thread : ending) {
            thread.await();
        }
        waiting.forEach(ScenarioThread::awaitWaiting);
        Call release = new Call("release", Variant.URL);
        release.report(
                "waiting", waiting.stream().filter(ScenarioThread::isAlive).count());
        ScenarioThread releasing = new ScenarioThread(Release.HELD_TOKEN, release);
        releasing.start();
        releasing.await();
        for (ScenarioThread thread : waiting) {
            thread.await();
        }
    }

    private Map<Call, Scenario> calls() {
        Map<Call, Scenario> calls = new LinkedHashMap<>();
        for (Variant variant : variants) {
            for (Scenario scenario : scenarios) {
                if (scenario.isFor(variant)) {
                    calls.put(new Call(tag(variant, scenario), variant), scenario);
                }
            }
        }
        return calls;
    }

    private static String tag(Variant variant, Scenario scenario) {
        return (variant + "-" + scenario.name()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class Variants {
        static final List<Variant> ALL = Variant.ON_EVERY_JDK;
        static final List<Variant> HTTP_CLIENT = List.of(Variant.H1, Variant.H2);
        static final List<Variant> URL_CONNECTION = List.of(Variant.URL);
        static final List<Variant> HTTP_3 = List.of(Variant.H3);
    }
}
