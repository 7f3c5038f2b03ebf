package io.github.filevineagent.benchmark;

/** What a load program says about one batch of requests. */
record Batch(double nanos, double median, double p99, double p999, int failed) {
    /** Has a program send a batch. */
    static Batch send(Program load, int requests) {
        load.writeLine(String.valueOf(requests));
        String[] parts = load.readLine().split(" ", -1);
        return new Batch(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                Integer.parseInt(parts[4]));
    }
}
