package io.github.filevineagent.benchmark;

/**
 * A line of the report.
 *
 * @param comparison the ratio or the difference, of medians
 * @param spread the same of single rounds, from the least to the greatest
 * @param met {@code yes}, {@code no}, or empty where there is no goal
 */
record Row(
        String what,
        String jdk,
        String ours,
        String comparedWith,
        String comparison,
        String spread,
        String goal,
        String met) {
    static final Row HEADINGS = new Row(
            "What", "JDK", "Ours", "Compared with", "Ratio or difference", "Spread (min .. max)", "Goal", "Met");

    String[] cells() {
        return new String[] {what, jdk, ours, comparedWith, comparison, spread, goal, met};
    }

    static String met(boolean met) {
        return met ? "yes" : "no";
    }
}
