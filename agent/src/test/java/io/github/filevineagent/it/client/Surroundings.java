package io.github.filevineagent.it.client;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.LogManager;
import java.util.stream.Collectors;

/**
 * An application that sets up the common pool in {@code main}, and its {@code LogManager} after a request over TLS, as
 * application servers do; it says what has come of that, and which security providers it finds.
 */
public final class Surroundings {
    private Surroundings() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "7");
        Call call = new Call("surroundings", Variant.URL);
        call.report("commonPool", ForkJoinPool.getCommonPoolParallelism());
        call.get("answer", call.uri("gateway", "ok"));
        System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
        call.report("logManager", LogManager.getLogManager().getClass().getSimpleName());
        call.report(
                "providers",
                Arrays.stream(Security.getProviders()).map(Provider::toString).collect(Collectors.toList()));
        call.report(
                "contextClassLoader",
                Thread.currentThread().getContextClassLoader().getClass());
        call.report("uncaught", Thread.getDefaultUncaughtExceptionHandler());
    }

    /** What an application server brings. */
    public static final class OwnLogManager extends LogManager {}
}
