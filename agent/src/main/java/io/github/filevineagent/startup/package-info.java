/**
 * Loaded by the isolated class loader: puts the parts together, in the order in which data flows.
 *
 * <h2>Before main</h2>
 *
 * <p>The application's {@code main} waits for {@link io.github.filevineagent.startup.AgentStartup} and for what it calls: the
 * root package, {@code config}, this package as far as that, and {@code HookWatch}. All else is done on the thread {@code
 * startup}, beside {@code main}. The code before {@code main} runs once and in the interpreter, where hardly anything counts
 * but the classes that it has the JVM load, some 0.15 ms each. And whatever a program can choose for the whole JVM it may
 * still want to choose in {@code main}.
 *
 * <p>So there are rules. The first four keep the application whole; they hold beside {@code main} as well, for as long as the
 * JVM runs. The others gain time. How much is how much longer the {@code premain} takes without the rule, on JDK 17 and on
 * JDK 25: medians of 75 to 200 pairs of starts by turns, on a machine where all of it takes 29 and 31 ms, which is three times
 * what it takes on a fast one. What would gain less than 1 ms is not done.
 *
 * <table>
 * <caption>What holds before main</caption>
 * <tr><th>rule</th><th>why</th><th>gain, ms</th><th>held by</th></tr>
 * <tr><td>Nothing waits for the network; a file is waited for 5 seconds at most</td>
 *   <td>a file system can hang</td>
 *   <td></td>
 *   <td>{@code HangingSecretIT}</td></tr>
 * <tr><td>No {@code java.util.logging}, no {@code System.Logger}, no JMX</td>
 *   <td>{@code main} chooses {@code LogManager}, {@code LoggerFinder} and {@code MBeanServer}</td>
 *   <td></td>
 *   <td>{@code ArchitectureTest.javaUtilLogging_isNotUsed}, {@code .jmx_isUsedByManagementOnly}; {@code SurroundingsIT},
 *     {@code OwnManagersIT}, {@code LogIT}</td></tr>
 * <tr><td>The default time zone is not asked for, nor the default locale for formats</td>
 *   <td>the JDK decides on them when it is asked first, by properties that {@code main} can set</td>
 *   <td></td>
 *   <td>{@code OwnDefaultsIT}</td></tr>
 * <tr><td>The classes with which the JDK opens a package are loaded before the transformer is registered</td>
 *   <td>beside another agent's transformer nobody could open one: {@code AgentStartup}</td>
 *   <td></td>
 *   <td>{@code MeddlingAgentIT}</td></tr>
 * <tr><td>{@code +} on strings is compiled to {@code StringBuilder}</td>
 *   <td>else it is an {@code invokedynamic}, for which the JVM loads {@code java.lang.invoke} and makes classes</td>
 *   <td>43; 18</td>
 *   <td>{@code -XDstringConcat=inline} in the pom; {@code BeforeMainTest}</td></tr>
 * <tr><td>No lambda, no method reference</td>
 *   <td>the same</td>
 *   <td>1.8; 1.3 for the first one, 9; 10 for ten</td>
 *   <td>{@code BeforeMainTest}</td></tr>
 * <tr><td>The inner jar has an index of hash codes</td>
 *   <td>a map of 1,200 names would be made, of which some 40 are needed: {@code IsolatedClassLoader}</td>
 *   <td>10; 13</td>
 *   <td>{@code PackagingIT.index_ofTheInnerJar_hasEachClassUnderItsHashCode}</td></tr>
 * <tr><td>All but a dozen classes are in a jar within the jar</td>
 *   <td>the JVM reads the agent's jar's directory twice, one entry after the other: {@code JarLayout}</td>
 *   <td>5; 7</td>
 *   <td>{@code PackagingIT.jar_root_hasTheseEntriesOnly}</td></tr>
 * <tr><td>{@code java.io.File}, not {@code java.nio.file}</td>
 *   <td>the first use of the latter loads and sets up a file system's provider</td>
 *   <td>4.5; 1.8</td>
 *   <td>{@code ArchitectureTest.javaNioFile_isNotUsedOnTheWayToMain}</td></tr>
 * <tr><td>No regular expression, no {@code Formatter}</td>
 *   <td>their classes are loaded for one use</td>
 *   <td>5.8; 3.4, and 5.2; 0</td>
 *   <td>{@code ArchitectureTest.regularExpressions_areNotUsedOnTheWayToMain}; the latter, review</td></tr>
 * <tr><td>An interface of the JDK is called across loaders, not a method by reflection</td>
 *   <td>JDK 25 makes method handles for the latter: {@code FilevineAgent.start}</td>
 *   <td>0; 7.4</td>
 *   <td>review</td></tr>
 * <tr><td>What the loading of a hooked class needs is made when one is loaded</td>
 *   <td>ten classes, which then are loaded beside {@code main}: {@code DeferredAgent}</td>
 *   <td>3.5; 4.1</td>
 *   <td>review</td></tr>
 * <tr><td>A loaded class is asked for its name if it can be a hooked one</td>
 *   <td>the JDK makes the string when it is first asked, for a thousand classes: {@code HookWatch}</td>
 *   <td>1.7; 1.3</td>
 *   <td>review</td></tr>
 * <tr><td>Names of hooked classes are compared as constants</td>
 *   <td>the enum would be loaded, with its hooks: {@code HookedClass.Names}</td>
 *   <td>1.4; 1.0</td>
 *   <td>review</td></tr>
 * <tr><td>The agent's own classes are not compressed</td>
 *   <td>to inflate them takes longer than to read some more bytes: {@code JarLayout}</td>
 *   <td>0.8; 0.7, and with what is done beside {@code main} 3.3; 3.5</td>
 *   <td>{@code PackagingIT.innerJar_ownClasses_areNotCompressed}</td></tr>
 * <tr><td>A class that a valid configuration does not need is not loaded</td>
 *   <td>so errors, and what is for settings that few set, are in classes of their own</td>
 *   <td>0.15 each</td>
 *   <td>{@code ProfilesDirectoryIT.start_noDirectory_loadsNothingThatIsForOne}</td></tr>
 * </table>
 *
 * <p>What a change costs at the start shows {@code mvn -B -Pbenchmark -pl agent verify -Dbenchmark.only=start}.
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
