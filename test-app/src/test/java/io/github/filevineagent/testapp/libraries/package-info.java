/**
 * Applications that call Filevine through a library, one for each, and a test that runs them with the packaged agent.
 *
 * <p>Each application runs in a JVM of its own that has this package and the library's own jars on its class path, so
 * these classes use nothing else; {@code LibrariesIT} and {@code LibraryRun} are the test's side.
 */
@NullMarked
package io.github.filevineagent.testapp.libraries;

import org.jspecify.annotations.NullMarked;
