/** Loaded by the isolated class loader: the PAT exchange, and what the identity server answers, which its {@code Json} reads with Jackson Databind. */
@NullMarked
package io.github.filevineagent.token;

import org.jspecify.annotations.NullMarked;
