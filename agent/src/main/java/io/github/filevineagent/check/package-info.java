/** Loaded by the isolated class loader, in a JVM of its own and never in the application's: {@code java -jar filevine-agent.jar}. */
@NullMarked
package io.github.filevineagent.check;

import org.jspecify.annotations.NullMarked;
