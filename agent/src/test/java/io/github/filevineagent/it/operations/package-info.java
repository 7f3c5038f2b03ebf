/** Runs the packaged jar as an operator does, on each JDK of this machine. */
@NullMarked
package io.github.filevineagent.it.operations;

import org.jspecify.annotations.NullMarked;
