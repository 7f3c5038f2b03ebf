/**
 * Runs the packaged jar in forked JVMs, on every JDK of the machine, against a fake Filevine on loopback addresses.
 *
 * <p>Package {@code support} is the harness and stays in the test's JVM; package {@code client} is the application that
 * the agent is attached to. A test runs many of the client's scenarios in one JVM and then looks at each one's report and
 * at what the servers recorded under the scenario's tag. Most scenarios run a second time without the agent: what the
 * application sees must be the same.
 */
@NullMarked
package io.github.filevineagent.it;

import org.jspecify.annotations.NullMarked;
