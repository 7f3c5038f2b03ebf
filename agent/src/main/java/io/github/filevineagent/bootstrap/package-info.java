/** Loaded by the boot class loader: what transformed JDK classes call. It names nothing outside {@code java.base}. */
@NullMarked
package io.github.filevineagent.bootstrap;

import org.jspecify.annotations.NullMarked;
