/** Loaded by the isolated class loader: which request gets which headers. */
@NullMarked
package io.github.filevineagent.authorize;

import org.jspecify.annotations.NullMarked;
