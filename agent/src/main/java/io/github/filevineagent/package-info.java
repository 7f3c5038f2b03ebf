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
 *
 * <h2>The way through the code, from premain to the header on the wire</h2>
 *
 * <p>Before {@code main}, on the main thread. What may be used there is said in package
 * {@link io.github.filevineagent.startup startup}.
 *
 * <ol>
 *   <li>The JVM calls {@link FilevineAgent#premain}, which makes the isolated loader, {@link IsolatedClassLoader#of}, and calls
 *       {@link AgentStartup#accept} in it.
 *   <li>{@link ConfigReader#read} makes one {@link AgentConfig} of properties, environment and file, or throws with all that is
 *       wrong. A secret is a {@link SecretSource} from here on: the file it is in, and not what is in the file.
 *   <li>{@link HookWatch#register} has the JVM tell the agent of each class that it loads. The thread {@code startup} is started,
 *       and {@code main} runs.
 * </ol>
 *
 * <p>A secret's way to a token, beside {@code main}:
 *
 * <ol>
 *   <li>Thread {@code startup}: {@link io.github.filevineagent.startup.DeferredAgent#run DeferredAgent.run} makes an
 *       {@link io.github.filevineagent.startup.Agent Agent}, and with it
 *       {@link io.github.filevineagent.startup.RunningProfiles#start RunningProfiles.start}: for each profile a
 *       {@link TokenSource}, which {@link Workers#add(TokenSource)} keeps fresh from then on.
 *   <li>Thread {@code refresh-1}: {@link Workers#run} finds that an exchange is due, and has it made by
 *       {@link io.github.filevineagent.refresh.Refresher#exchange Refresher.exchange} and {@link PatExchange#exchange}.
 *   <li>A thread of that exchange, which {@link io.github.filevineagent.token.TimedCall TimedCall} gives up at the deadline:
 *       {@link io.github.filevineagent.token.Credentials#read Credentials.read} reads the secrets ({@link SecretSource#read}),
 *       {@link io.github.filevineagent.token.Credentials#tokenRequest Credentials.tokenRequest} makes a form of them,
 *       {@link io.github.filevineagent.token.HttpPost#send HttpPost.send} sends it, and
 *       {@link io.github.filevineagent.token.TokenAnswer#tokenOf TokenAnswer.tokenOf} makes the answer an
 *       {@link IssuedToken} or an {@link ExchangeException}.
 *   <li>Back on {@code refresh-1}: {@link io.github.filevineagent.refresh.TokenSource#replaceBy TokenSource.replaceBy} publishes
 *       the token, with the next exchange's time, and lets the requests go that wait for it.
 * </ol>
 *
 * <p>A request's way, on the application's threads and those of its client:
 *
 * <ol>
 *   <li>Once: the JVM loads one of the three classes of {@link HookedClass}. {@link HookWatch#transform} and
 *       {@link HookTransformer#transform} have {@link HookWeaver#weave} put calls of {@link Dispatcher} into it.
 *   <li>{@code HttpClient} is about to send: {@link Dispatcher#beforeExchange} calls {@link Hooks}, which are
 *       {@link io.github.filevineagent.instrumentation.DeferredHooks DeferredHooks} until the agent is put together, and then
 *       {@link io.github.filevineagent.instrumentation.JdkHooks JdkHooks}; and these
 *       {@link io.github.filevineagent.instrumentation.HttpClientHooks#beforeExchange HttpClientHooks.beforeExchange}.
 *       {@code HttpURLConnection} comes by {@link Dispatcher#beforeWrite} to
 *       {@link io.github.filevineagent.instrumentation.UrlConnectionHooks#beforeWrite UrlConnectionHooks.beforeWrite}.
 *   <li>Whose host is it? {@link Authorizer#gatewayFor} gives a {@link Gateway}, or null for a request that is left alone;
 *       {@link Gateway#profileFor} the {@link Profile}, by the organisation where several share the host.
 *   <li>{@link TokenSource#authorization} gives the header's value with one volatile read. The hooks set it by
 *       {@link io.github.filevineagent.instrumentation.HttpClientInternals#setSystemHeader HttpClientInternals.setSystemHeader} or
 *       {@link io.github.filevineagent.instrumentation.UrlConnectionInternals#setRequestHeader
 *       UrlConnectionInternals.setRequestHeader}, and the JDK writes it.
 *   <li>No valid token: {@link TokenSource#await} gives a future. {@code HttpURLConnection} waits for it. A request of
 *       {@code HttpClient} becomes a {@link io.github.filevineagent.instrumentation.HeldRequest HeldRequest}, which later has the
 *       JDK begin this attempt anew, and so comes by the second step once more.
 *   <li>A 401: {@link Dispatcher#afterExchange} and
 *       {@link io.github.filevineagent.instrumentation.HttpClientReplay#prepare HttpClientReplay.prepare} hold it back until
 *       {@link TokenSource#renew} has another token, and {@link Dispatcher#replacementFor} hands the JDK the request to send
 *       again. With {@code HttpURLConnection} it is {@link Dispatcher#onUnauthorized} and {@link Dispatcher#afterFollowRedirect}.
 * </ol>
 */
@NullMarked
package io.github.filevineagent;

import io.github.filevineagent.authorize.Authorizer;
import io.github.filevineagent.authorize.Gateway;
import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.bootstrap.Dispatcher;
import io.github.filevineagent.bootstrap.Hooks;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.SecretSource;
import io.github.filevineagent.instrumentation.HookTransformer;
import io.github.filevineagent.instrumentation.HookWatch;
import io.github.filevineagent.instrumentation.HookedClass;
import io.github.filevineagent.refresh.TokenSource;
import io.github.filevineagent.refresh.Workers;
import io.github.filevineagent.startup.AgentStartup;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.PatExchange;
import io.github.filevineagent.weaving.HookWeaver;
import org.jspecify.annotations.NullMarked;
