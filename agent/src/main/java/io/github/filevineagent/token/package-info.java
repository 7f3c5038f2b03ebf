/** Loaded by the isolated class loader: the PAT exchange, and what the identity server answers. Its {@code Json} has the one mapper of Jackson Databind. */
@NullMarked
package io.github.filevineagent.token;

import org.jspecify.annotations.NullMarked;
