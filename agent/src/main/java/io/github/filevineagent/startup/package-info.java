/** Loaded by the isolated class loader: puts the parts together, in the order in which data flows. */
@NullMarked
package io.github.filevineagent.startup;

import org.jspecify.annotations.NullMarked;
