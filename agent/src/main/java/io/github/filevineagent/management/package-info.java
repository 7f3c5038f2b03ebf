/** Loaded by the isolated class loader, in the application's JVM: what an operator sees there: MBeans, flight recorder events, the health file. */
@NullMarked
package io.github.filevineagent.management;

import org.jspecify.annotations.NullMarked;
