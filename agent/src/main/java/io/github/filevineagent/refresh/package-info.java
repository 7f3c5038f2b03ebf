/**
 * Loaded by the isolated class loader: keeps one token per profile fresh.
 *
 * <p>A profile's {@link io.github.filevineagent.refresh.TokenSource} has the token, says when the next exchange is due, and
 * takes note of the requests that wait for it. Its {@code Refresher} makes the exchange and publishes the outcome. That is a
 * {@link io.github.filevineagent.refresh.Job} for the {@link io.github.filevineagent.refresh.Workers}, which look at all
 * profiles' jobs with a few threads. So the way of an exchange is: the schedule, a request or an operator makes it due; a
 * worker that looks finds it, by its {@link io.github.filevineagent.refresh.Job.Urgency}, as soon as there is room; it waits for
 * the call, which runs on a thread of its own within its deadline, sets the token, and lets the waiting requests go.
 *
 * <p>Locks: a source's and the workers'. Nobody takes one while he holds the other: the workers read what they need of a
 * source from volatile fields, and whoever changes a source wakes them when he has let its lock go.
 */
@NullMarked
package io.github.filevineagent.refresh;

import org.jspecify.annotations.NullMarked;
