/**
 * A day in an hour: a vendor's program serves its firms with the agent, while a seeded plan has happen to it what happens in
 * production. What the servers saw decides whether all was well.
 */
@NullMarked
package io.github.filevineagent.testapp.soak;

import org.jspecify.annotations.NullMarked;
