/** Loaded by the isolated class loader: the agent's lines, on standard error or in the application's own logging. */
@NullMarked
package io.github.filevineagent.log;

import org.jspecify.annotations.NullMarked;
