/** Loaded by the isolated class loader: the PAT exchange, and what the identity server answers. The only user of Gson. */
@NullMarked
package io.github.filevineagent.token;

import org.jspecify.annotations.NullMarked;
