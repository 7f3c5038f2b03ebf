/** Loaded by the isolated class loader: the hooks inside the JDK's two HTTP clients. */
@NullMarked
package io.github.filevineagent.instrumentation;

import org.jspecify.annotations.NullMarked;
