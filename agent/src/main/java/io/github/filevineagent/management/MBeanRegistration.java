package io.github.filevineagent.management;

import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.common.AgentThread;
import io.github.filevineagent.common.Log;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Registers the profiles with the platform MBean server when the application, or the JVM's own management agent, has
 * created that, and those that come later, and takes away those that go. On threads of its own, one after the other, which
 * end when they are done: what an application has made its MBean server of may hang.
 *
 * <p>It never creates the server, since that decides for good which {@code MBeanServerBuilder} makes it, and the
 * application's {@code main} may want to set one. To be started when the JVM's first MBean server is being created:
 * that one may be another than the platform's, so this looks again and again until it is there.
 */
final class MBeanRegistration implements Runnable {
    private static final String DOMAIN = "io.github.filevineagent";
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;

    private final ManagementWatch watch;
    private final Log log;

    /** Changes that nobody has dealt with yet. Who counts the first starts the thread. */
    private final AtomicInteger changes = new AtomicInteger();

    // The following are used by one thread after the other.
    private final Map<String, ProfileBean> beans = new HashMap<>();
    private boolean warned;

    /**
     * @param watch knows the profiles
     */
    MBeanRegistration(ManagementWatch watch, Log log) {
        this.watch = watch;
        this.log = log;
    }

    /** Has JMX show the profiles that there are now, as soon as it can. Returns at once. */
    void update() {
        if (changes.getAndIncrement() == 0) {
            AgentThread.create("jmx", this).start();
        }
    }

    @Override
    public void run() {
        boolean done = false;
        try {
            MBeanServer server = awaitPlatformServer();
            int seen;
            do {
                seen = changes.get();
                update(server);
            } while (!changes.compareAndSet(seen, 0));
            done = true;
        } catch (JMException | RuntimeException e) {
            warn(e);
        } catch (InterruptedException e) {
            // Nothing of ours does this; whoever does wants the thread to end.
            Thread.currentThread().interrupt();
        } finally {
            if (!done) {
                // The next change is another chance. Not after the count has fallen to 0: another thread may be at
                // work.
                changes.set(0);
            }
        }
    }

    private void update(MBeanServer server) {
        Set<String> gone = new HashSet<>(beans.keySet());
        for (Map.Entry<Profile, ProfileMonitor> entry : watch.profiles().entrySet()) {
            Profile profile = entry.getKey();
            ProfileBean present = beans.get(profile.name());
            gone.remove(profile.name());
            if (present != null) {
                present.show(profile, entry.getValue());
            } else {
                register(server, profile.name(), new ProfileBean(profile, entry.getValue()));
            }
        }
        for (String name : gone) {
            unregister(server, name);
        }
    }

    private void register(MBeanServer server, String profile, ProfileBean bean) {
        try {
            ObjectName name = nameOf(profile);
            server.registerMBean(bean, name);
            beans.put(profile, bean);
            log.debug("profile " + profile + ": registered with JMX as " + name + ".");
        } catch (JMException | RuntimeException e) {
            warn(e);
        }
    }

    private void unregister(MBeanServer server, String profile) {
        beans.remove(profile);
        try {
            server.unregisterMBean(nameOf(profile));
            log.debug("profile " + profile + ": no longer registered with JMX.");
        } catch (JMException | RuntimeException e) {
            log.debug("profile " + profile + ": can't be taken out of JMX (" + e + ").");
        }
    }

    private static ObjectName nameOf(String profile) throws JMException {
        return new ObjectName(DOMAIN + ":type=Profile,name=" + profile);
    }

    private void warn(Exception e) {
        if (!warned) {
            log.warn("the profiles can't be registered with JMX (" + e
                    + "), so monitoring does not see them. Requests are"
                    + " not affected; filevine.jmx=false silences this.");
        }
        warned = true;
    }

    private static MBeanServer awaitPlatformServer() throws JMException, InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        MBeanServer server = platformServer();
        while (server == null) {
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            server = platformServer();
        }
        return server;
    }

    /** Returns the server that holds the JVM's own MBeans, or null if there is none yet. */
    private static @Nullable MBeanServer platformServer() throws JMException {
        ObjectName runtime = new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME);
        for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
            if (server.isRegistered(runtime)) {
                return server;
            }
        }
        return null;
    }
}
