/**
 * What the agent costs: runs programs with and without it by turns, on each JDK, and prints the differences. {@code mvn
 * -B -Pbenchmark -pl agent verify} builds the agent and runs it.
 */
@NullMarked
package io.github.filevineagent.benchmark;

import org.jspecify.annotations.NullMarked;
