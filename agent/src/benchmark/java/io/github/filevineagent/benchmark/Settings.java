package io.github.filevineagent.benchmark;

import java.util.List;

/**
 * How much is measured.
 *
 * @param only names of measurements; empty for all
 * @param startRounds how often each program is started
 * @param heavyRounds the same with OpenTelemetry, which takes seconds
 * @param loadRounds how many batches of requests each program sends by turns
 * @param batch requests in a batch
 * @param memoryRounds how often memory is looked at
 * @param refreshRequests requests sent while tokens are replaced
 * @param jmhIterations one-second iterations of each hook's benchmark, and half as many before them
 */
record Settings(
        List<String> only,
        int startRounds,
        int heavyRounds,
        int loadRounds,
        int batch,
        int memoryRounds,
        int refreshRequests,
        int jmhIterations) {

    static Settings fromSystemProperties() {
        boolean quick = Boolean.getBoolean("benchmark.quick");
        String names = System.getProperty("benchmark.only", "");
        List<String> only = names.isEmpty() ? List.of() : List.of(names.split(",", -1));
        String requests = System.getProperty("benchmark.refresh-requests", "");
        int refreshRequests = requests.isEmpty() ? (quick ? 60_000 : 1_000_000) : Integer.parseInt(requests);
        return quick
                ? new Settings(only, 5, 1, 4, 2_000, 1, refreshRequests, 2)
                : new Settings(only, 31, 7, 30, 5_000, 5, refreshRequests, 5);
    }

    boolean includes(String measurement) {
        return only.isEmpty() || only.contains(measurement);
    }
}
