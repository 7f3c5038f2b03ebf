/**
 * Loaded by the isolated class loader: puts the parts together, in the order in which data flows.
 *
 * <h2>Before main</h2>
 *
 * <p>The application's {@code main} waits for {@link io.github.filevineagent.startup.AgentStartup} and for what it calls: the
 * root package, {@code config}, this package as far as that, and {@code HookWatch}. All else is done on the thread {@code
 * startup}, beside {@code main}. The code before {@code main} runs once and in the interpreter, where hardly anything counts
 * but the classes that it has the JVM load, some 0.15 ms each. And whatever a program can choose for the whole JVM it may
 * still want to choose in {@code main}. So:
 *
 * <table>
 * <caption>What holds before main</caption>
 * <tr><th>rule</th><th>why</th><th>held by</th></tr>
 * <tr><td>Nothing waits for the network; a file is waited for 5 seconds at most</td>
 *   <td>a file system can hang</td>
 *   <td>{@code HangingSecretIT}</td></tr>
 * <tr><td>No lambda, no method reference</td>
 *   <td>the first one of a JVM has it load {@code java.lang.invoke} and make classes, which takes milliseconds</td>
 *   <td>{@code BeforeMainTest}</td></tr>
 * <tr><td>{@code +} on strings is compiled to {@code StringBuilder}</td>
 *   <td>else it is an {@code invokedynamic}, with the same cost: some 20 ms for the first</td>
 *   <td>{@code -XDstringConcat=inline} in the pom; {@code BeforeMainTest}</td></tr>
 * <tr><td>No regular expression, no {@code Formatter}</td>
 *   <td>their classes are loaded for one use</td>
 *   <td>{@code ArchitectureTest.regularExpressions_areNotUsedOnTheWayToMain}; the latter, review</td></tr>
 * <tr><td>{@code java.io.File}, not {@code java.nio.file}</td>
 *   <td>the first use of the latter loads and sets up a file system's provider</td>
 *   <td>{@code ArchitectureTest.javaNioFile_isNotUsedOnTheWayToMain}</td></tr>
 * <tr><td>An interface of the JDK is called across loaders, not a method by reflection</td>
 *   <td>JDK 25 makes method handles for the latter: 4 ms</td>
 *   <td>review</td></tr>
 * <tr><td>A class that a valid configuration does not need is not loaded</td>
 *   <td>each is paid for by each start; so errors, and what is for settings that few set, are in classes of their own</td>
 *   <td>{@code ProfilesDirectoryIT.start_noDirectory_loadsNothingThatIsForOne}</td></tr>
 * <tr><td>No {@code java.util.logging}, no {@code System.Logger}, no JMX</td>
 *   <td>{@code main} chooses {@code LogManager}, {@code LoggerFinder} and {@code MBeanServer}</td>
 *   <td>{@code ArchitectureTest.javaUtilLogging_isNotUsed}, {@code .jmx_isUsedByOperationsOnly}; {@code SurroundingsIT},
 *     {@code OwnManagersIT}, {@code LogIT}</td></tr>
 * <tr><td>The default time zone is not asked for, nor the default locale for formats</td>
 *   <td>the JDK decides on them when it is asked first, by properties that {@code main} can set</td>
 *   <td>{@code OwnDefaultsIT}</td></tr>
 * </table>
 *
 * <p>The last two hold beside {@code main} as well, for as long as the JVM runs. What a change costs at the start shows
 * {@code mvn -B -Pbenchmark -pl agent verify -Dbenchmark.only=start}.
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
