/** The hooks under JMH, in a JVM that has the agent attached. */
@NullMarked
package io.github.filevineagent.benchmark.hooks;

import org.jspecify.annotations.NullMarked;
