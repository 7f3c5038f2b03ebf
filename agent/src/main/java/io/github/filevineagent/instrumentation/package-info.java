/** Loaded by the isolated class loader: the hooks inside the JDK's two HTTP clients. The only user of Byte Buddy. */
@NullMarked
package io.github.filevineagent.instrumentation;

import org.jspecify.annotations.NullMarked;
