/** What runs in the measured JVMs, and the server that it talks to. No library but the Jackson that the exchange by hand uses, so that only the JDK is measured. */
@NullMarked
package io.github.filevineagent.benchmark.program;

import org.jspecify.annotations.NullMarked;
