/**
 * Loaded by the isolated class loader: from system properties, environment and file to one immutable configuration; and from
 * the files of a directory to profiles that come and go.
 *
 * <p>The way of one value: {@link io.github.filevineagent.config.Setting} has its row, with how it is written, its
 * {@link io.github.filevineagent.config.Form}. A {@link io.github.filevineagent.config.Section} knows its key, finds it in
 * {@link io.github.filevineagent.config.Sources} and reads it by its form. {@link io.github.filevineagent.config.ConfigReader}
 * puts it into {@link io.github.filevineagent.config.AgentConfig}, and
 * {@link io.github.filevineagent.config.ProfileReader} into {@link io.github.filevineagent.config.ProfileConfig}. What is wrong
 * goes into {@link io.github.filevineagent.config.Findings}, so that all of it is reported at once.
 */
@NullMarked
package io.github.filevineagent.config;

import org.jspecify.annotations.NullMarked;
