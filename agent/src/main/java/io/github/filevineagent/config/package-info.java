/** Loaded by the isolated class loader: from system properties, environment and file to one immutable configuration. */
@NullMarked
package io.github.filevineagent.config;

import org.jspecify.annotations.NullMarked;
