package io.github.filevineagent.operations;

import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.log.Log;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Registers the profiles with the platform MBean server when the application, or the JVM's own management agent, has
 * created that. For a thread of its own, which ends when it is done.
 *
 * <p>It never creates the server, since that decides for good which {@code MBeanServerBuilder} makes it, and the
 * application's {@code main} may want to set one. To be started when the JVM's first MBean server is being created:
 * that one may be another than the platform's, so this looks again and again until it is there.
 */
final class MBeanRegistration implements Runnable {
    private static final String DOMAIN = "io.github.filevineagent";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Map<Profile, ProfileMonitor> profiles;
    private final Log log;

    MBeanRegistration(Map<Profile, ProfileMonitor> profiles, Log log) {
        this.profiles = profiles;
        this.log = log;
    }

    @Override
    public void run() {
        try {
            register(awaitPlatformServer());
        } catch (JMException | RuntimeException e) {
            log.warn("the profiles can't be registered with JMX (" + e
                    + "), so monitoring does not see them. Requests are"
                    + " not affected; filevine.jmx=false silences this.");
        } catch (InterruptedException e) {
            // Nothing of ours does this; whoever does wants the thread to end.
            Thread.currentThread().interrupt();
        }
    }

    private void register(MBeanServer server) throws JMException {
        for (Map.Entry<Profile, ProfileMonitor> entry : profiles.entrySet()) {
            Profile profile = entry.getKey();
            ObjectName name = new ObjectName(DOMAIN + ":type=Profile,name=" + profile.name());
            server.registerMBean(new ProfileBean(profile, entry.getValue()), name);
            log.debug("profile " + profile.name() + ": registered with JMX as " + name + ".");
        }
    }

    private static MBeanServer awaitPlatformServer() throws JMException, InterruptedException {
        Duration pause = FIRST_PAUSE;
        MBeanServer server = platformServer();
        while (server == null) {
            Thread.sleep(pause.toMillis());
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
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
