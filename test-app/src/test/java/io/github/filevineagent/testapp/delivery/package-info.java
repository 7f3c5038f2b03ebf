/** Runs the examples in {@code src/delivery} as far as a machine without containers and services can. */
@NullMarked
package io.github.filevineagent.testapp.delivery;

import org.jspecify.annotations.NullMarked;
