/**
 * Loaded by the isolated class loader: puts the parts together, in the order in which data flows.
 *
 * <h2>Locks and class loading</h2>
 *
 * <p>The JVM calls the agent's transformer on a thread that is loading a class of the JDK, and whoever needs that class waits
 * for this thread. So it may wait for nobody who could need the class. The order is:
 *
 * <ol>
 *   <li>the JVM's locks for loading and initializing classes;
 *   <li>the agent's locks. Whoever holds one loads no class, calls nothing that the application can replace, and takes no
 *       second one. Those on the way of a hooked class guard one assignment each: {@link
 *       io.github.filevineagent.startup.DeferredAgent}, {@code Dispatcher}, {@code HookTransformer}.
 * </ol>
 *
 * <p>What a hooked class needs before the JVM gets it, a weaver and a {@linkplain
 * io.github.filevineagent.instrumentation.DispatcherConnection connected} dispatcher, is made without a lock; two threads
 * that do it at once each do it. The dispatcher is connected to hooks that load nothing: it is a <em>request</em> that waits
 * for the agent, in {@link io.github.filevineagent.instrumentation.HooksGate}, for a limited time, and after it has loaded
 * its classes. The agent is put together by the start-up thread alone, which holds no lock meanwhile. URLs are made on the
 * thread of the call that uses them.
 */
@NullMarked
package io.github.filevineagent.startup;

import org.jspecify.annotations.NullMarked;
