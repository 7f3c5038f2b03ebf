/**
 * The application: plain Java 11 without libraries, which knows nothing of the agent. Its class path is the directory of
 * the test classes and nothing else.
 */
@NullMarked
package io.github.filevineagent.it.client;

import org.jspecify.annotations.NullMarked;
