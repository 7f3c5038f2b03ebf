/**
 * Loaded by the isolated class loader: the agent's lines, on standard error or in the application's own logging, and what makes
 * a text safe to be in one.
 */
@NullMarked
package io.github.filevineagent.log;

import org.jspecify.annotations.NullMarked;
