/** Loaded by the isolated class loader: what an operator sees: the check command, the MBeans, the flight recorder events. */
@NullMarked
package io.github.filevineagent.operations;

import org.jspecify.annotations.NullMarked;
