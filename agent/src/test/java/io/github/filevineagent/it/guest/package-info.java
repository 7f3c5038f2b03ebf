/** The agent in surroundings that it does not choose: other agents, containers, restricted, trimmed and unknown JVMs. */
@NullMarked
package io.github.filevineagent.it.guest;

import org.jspecify.annotations.NullMarked;
