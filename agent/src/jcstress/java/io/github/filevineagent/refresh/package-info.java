/**
 * Two threads at a time on a token's state, millions of times over: {@code mvn -B -Pjcstress -pl agent test}. Each race
 * lists the outcomes that are right and why; whatever else is seen fails the build.
 */
@NullMarked
package io.github.filevineagent.refresh;

import org.jspecify.annotations.NullMarked;
