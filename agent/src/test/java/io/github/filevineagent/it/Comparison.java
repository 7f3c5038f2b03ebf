package io.github.filevineagent.it;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.ForwardProxy;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.it.support.World;
import io.github.filevineagent.support.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.provider.Arguments;

/** The same application on the same JDK, in a JVM with the agent and in one without. Made once for each JDK. Immutable. */
final class Comparison {
    private static final Suite[] SUITES = {Suite.HTTP_CLIENT, Suite.URL_CONNECTION, Suite.REDIRECT, Suite.ADDRESS};

    private static final Map<Jdk, Comparison> MADE = new ConcurrentHashMap<>();

    private final ScenarioRun withAgent;
    private final ScenarioRun withoutAgent;
    private final Set<String> gatewayOrigins;
    private final List<List<String>> authorizationAtIdentity;
    private final List<String> proxyHeads = new ArrayList<>();

    private Comparison(Jdk jdk) throws Exception {
        try (World world = new World()) {
            gatewayOrigins = world.gatewayOrigins();
            withAgent = world.run(world.jvmWithAgent(jdk), SUITES);
            for (ForwardProxy proxy : List.of(world.openProxy(), world.guardedProxy())) {
                proxyHeads.addAll(proxy.heads(""));
            }
            authorizationAtIdentity = world.identity().authorizationOfStrays();
            withoutAgent = world.run(world.jvm(jdk), SUITES);
        }
    }

    static Comparison on(Jdk jdk) {
        return MADE.computeIfAbsent(jdk, key -> {
            try {
                return new Comparison(key);
            } catch (Exception e) {
                throw new IllegalStateException("no comparison on " + key, e);
            }
        });
    }

    /** Returns a row of JDK and tag for each scenario on each JDK. */
    static List<Arguments> scenarios() {
        List<Arguments> rows = new ArrayList<>();
        for (Jdk jdk : Jdk.all()) {
            for (Suite suite : SUITES) {
                suite.tags().forEach(tag -> rows.add(Arguments.of(jdk, tag)));
            }
        }
        return rows;
    }

    ScenarioRun withAgent() {
        return withAgent;
    }

    ScenarioRun withoutAgent() {
        return withoutAgent;
    }

    /** Returns scheme, host and port of each gateway host. */
    Set<String> gatewayOrigins() {
        return gatewayOrigins;
    }

    /** Returns the {@code Authorization} headers of each request to the identity host that was no exchange. */
    List<List<String>> authorizationAtIdentity() {
        return authorizationAtIdentity;
    }

    /** Returns the heads of what the proxies were asked for in the JVM with the agent. */
    List<String> proxyHeads() {
        return proxyHeads;
    }
}
