/**
 * What stand-ins for Filevine have in common, in the tests, the benchmark and the demo: one strict reading of what a token
 * endpoint asks of a request, whatever server has got it; and their certificates.
 */
@NullMarked
package io.github.filevineagent.standin;

import org.jspecify.annotations.NullMarked;
