package io.github.filevineagent.management;

import io.github.filevineagent.authorize.Profile;
import io.github.filevineagent.common.Log;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the application begins to use a part of the JDK in which an operator can see the agent, so that nothing
 * is loaded for it before, and nothing at all where a JVM has no such part. It transforms no class. Thread-safe.
 */
public final class ManagementWatch implements ClassFileTransformer {
    /** Loaded when a recording is started, by whatever means, and not with the events that a library defines. */
    private static final String FLIGHT_RECORDER = "jdk/jfr/FlightRecorder";

    /** Loaded when an MBean server is about to be created; a custom builder extends it. */
    private static final String MBEAN_SERVER_BUILDER = "javax/management/MBeanServerBuilder";

    private final FlightRecorderUse flightRecorder;
    private final boolean jmx;
    private final Log log;
    private volatile Map<Profile, ProfileMonitor> profiles;

    /** Null before there is an MBean server. Written under the lock. */
    private volatile @Nullable MBeanRegistration registration;

    /**
     * @param flightRecorder hears when the JVM loads the flight recorder
     * @param jmx false to stay out of JMX
     * @param profiles not changed any more
     */
    public ManagementWatch(
            FlightRecorderUse flightRecorder, boolean jmx, Map<Profile, ProfileMonitor> profiles, Log log) {
        this.flightRecorder = flightRecorder;
        this.jmx = jmx;
        this.profiles = profiles;
        this.log = log;
    }

    /** Begins to watch; what the application uses already counts, too. */
    public void start(Instrumentation instrumentation) {
        instrumentation.addTransformer(this);
        Module recording = ModuleLayer.boot().findModule("jdk.jfr").orElse(null);
        Module management = ModuleLayer.boot().findModule("java.management").orElse(null);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            // By module first: the first question for its name makes a class create it.
            Module module = loaded.getModule();
            if (module == recording || module == management) {
                observe(loaded.getName().replace('.', '/'));
            }
        }
    }

    /**
     * Shows these profiles from now on.
     *
     * @param newProfiles not changed any more
     */
    public void show(Map<Profile, ProfileMonitor> newProfiles) {
        profiles = newProfiles;
        // In the opposite order of who begins to register, so that one of the two sees what the other has written.
        MBeanRegistration begun = registration;
        if (begun != null) {
            begun.update();
        }
    }

    /** Returns the profiles to be shown now. */
    Map<Profile, ProfileMonitor> profiles() {
        return profiles;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> classBeingRedefined,
            @Nullable ProtectionDomain protectionDomain,
            byte[] classFile) {
        if (className != null) {
            observe(className);
        }
        return null;
    }

    private void observe(String className) {
        if (className.equals(FLIGHT_RECORDER)) {
            flightRecorder.begin();
        } else if (jmx && className.equals(MBEAN_SERVER_BUILDER) && registration == null) {
            MBeanRegistration made = new MBeanRegistration(this, log);
            if (isFirst(made)) {
                made.update();
            }
        }
    }

    private synchronized boolean isFirst(MBeanRegistration made) {
        boolean first = registration == null;
        registration = first ? made : registration;
        return first;
    }
}
