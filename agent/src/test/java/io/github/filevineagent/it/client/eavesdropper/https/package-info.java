/** Found by name: the last part of the package is the protocol. */
@NullMarked
package io.github.filevineagent.it.client.eavesdropper.https;

import org.jspecify.annotations.NullMarked;
