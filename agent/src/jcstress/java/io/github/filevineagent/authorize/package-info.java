/** Requests that choose their profile while the profiles are replaced; as the races of {@code refresh}. */
@NullMarked
package io.github.filevineagent.authorize;

import org.jspecify.annotations.NullMarked;
