/** Loaded by the isolated class loader: keeps one token per profile fresh: state, schedule, backoff, and the one thread. */
@NullMarked
package io.github.filevineagent.refresh;

import org.jspecify.annotations.NullMarked;
