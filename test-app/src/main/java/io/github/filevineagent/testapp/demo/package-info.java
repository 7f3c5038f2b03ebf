/** The demo: runs the plain program against the stand-in, without the agent and with it, and shows what happens. */
@NullMarked
package io.github.filevineagent.testapp.demo;

import org.jspecify.annotations.NullMarked;
