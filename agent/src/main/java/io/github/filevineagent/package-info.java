/**
 * Loaded by the system class loader: the entry points, and the loader that keeps all the rest away from the application.
 *
 * <p>Which class loader loads a class can be read off its package:
 *
 * <table>
 * <caption>Packages and loaders</caption>
 * <tr><th>package</th><th>loader</th><th>in the jar</th></tr>
 * <tr><td>this one</td><td>system</td><td>{@code io/github/filevineagent/*.class}</td></tr>
 * <tr><td>{@code bootstrap}</td><td>boot</td><td>{@code io/github/filevineagent/bootstrap/*.class}</td></tr>
 * <tr><td>{@code weaving}, and Byte Buddy</td><td>one below the isolated</td><td>{@code inst/classes.jar}</td></tr>
 * <tr><td>all others, and Jackson Databind</td><td>isolated</td><td>{@code inst/classes.jar}</td></tr>
 * </table>
 *
 * <p>Data flows one way, and a package imports only those before it. A test reads the order from here:
 * {@code common → config → token → refresh → authorize → instrumentation → weaving → management → startup → check}.
 */
@NullMarked
package io.github.filevineagent;

import org.jspecify.annotations.NullMarked;
