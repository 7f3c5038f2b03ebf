/** Other processes, as tests start them: the JDKs of this machine, and commands that run to their end. */
@NullMarked
package io.github.filevineagent.testapp.process;

import org.jspecify.annotations.NullMarked;
