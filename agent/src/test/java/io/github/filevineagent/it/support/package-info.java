/** Forked JVMs, and the servers that they talk to. */
@NullMarked
package io.github.filevineagent.it.support;

import org.jspecify.annotations.NullMarked;
