/**
 * Loaded by the isolated class loader: what every other package may use: the agent's lines and what makes a text safe to be in
 * one, its threads, its version, the JVM's end.
 */
@NullMarked
package io.github.filevineagent.common;

import org.jspecify.annotations.NullMarked;
