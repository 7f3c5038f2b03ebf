/**
 * What a stand-in for Filevine's token endpoint asks of a request: one strict reading of it for the tests, the benchmark and
 * the demo. JDK types only, so that each of them can serve it with the server it has.
 */
@NullMarked
package io.github.filevineagent.standin;

import org.jspecify.annotations.NullMarked;
