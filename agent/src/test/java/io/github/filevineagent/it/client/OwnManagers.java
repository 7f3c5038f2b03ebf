package io.github.filevineagent.it.client;

import java.lang.management.ManagementFactory;
import java.util.logging.LogManager;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/**
 * An application that makes a request before it chooses its {@code LogManager} and its {@code MBeanServerBuilder}. The
 * request is for a server without TLS, since that makes the JDK load the like by itself.
 */
public final class OwnManagers {
    private OwnManagers() {}

    public static void main(String[] arguments) throws Exception {
        UrlRequest.main(arguments);
        System.out.println("choice.after=" + new Choice().hashCode());
        System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
        System.setProperty("javax.management.builder.initial", OwnServerBuilder.class.getName());
        System.out.println(
                "managers.log=" + LogManager.getLogManager().getClass().getSimpleName());
        System.out.println(
                "managers.mbean=" + ManagementFactory.getPlatformMBeanServer().getDefaultDomain());
    }

    /** Loaded when the application begins to choose, as the JVM's log of classes shows. */
    public static final class Choice {}

    /** What an application server brings. */
    public static final class OwnLogManager extends LogManager {}

    /** The same for management. Its servers can be told by their domain. */
    public static final class OwnServerBuilder extends MBeanServerBuilder {
        @Override
        public MBeanServer newMBeanServer(String defaultDomain, MBeanServer outer, MBeanServerDelegate delegate) {
            return super.newMBeanServer("own", outer, delegate);
        }
    }
}
