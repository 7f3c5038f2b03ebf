/** What the tests and benchmarks of both modules share: the machine's JDKs, and commands that run to their end. JDK types only. */
@NullMarked
package io.github.filevineagent.support;

import org.jspecify.annotations.NullMarked;
