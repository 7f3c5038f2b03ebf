/**
 * Loaded by the isolated class loader: from system properties, environment and file to one immutable configuration; and from
 * the files of a directory to profiles that come and go.
 */
@NullMarked
package io.github.filevineagent.config;

import org.jspecify.annotations.NullMarked;
