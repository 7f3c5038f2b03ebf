/** What an application may have its URLs served by, as all of the JVM then does. */
@NullMarked
package io.github.filevineagent.it.client.eavesdropper;

import org.jspecify.annotations.NullMarked;
