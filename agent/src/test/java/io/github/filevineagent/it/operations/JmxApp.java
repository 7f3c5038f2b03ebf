package io.github.filevineagent.it.operations;

import java.lang.management.ManagementFactory;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import javax.management.relation.MBeanServerNotificationFilter;

/** An application that makes a request, opens the platform MBean server, and shows what it finds of the agent there. */
final class JmxApp {
    private JmxApp() {}

    /** Takes a gateway's URL, and for how many seconds to wait for the MBean. */
    public static void main(String[] arguments) throws Exception {
        // Set by main, as application servers do: too late if anybody has asked for the platform's server before.
        System.setProperty("javax.management.builder.initial", OwnBuilder.class.getName());
        RequestApp.requestWhileTold(arguments[0] + "?before");
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        System.out.println("own builder " + OwnBuilder.used);
        ObjectName name = new ObjectName("io.github.filevineagent:type=Profile,name=default");
        if (!appears(server, name, Long.parseLong(arguments[1]))) {
            System.out.println("no MBean");
            return;
        }
        attributes(server, name).forEach((attribute, value) -> System.out.println(attribute + " = " + value));
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
            if (!attribute.getDescription().contains(" ")) {
                System.out.println("undescribed " + attribute.getName());
            }
        }
        System.out.println("refreshed " + server.invoke(name, "refreshNow", new Object[0], new String[0]));
        RequestApp.requestWhileTold(arguments[0] + "?after");
    }

    private static boolean appears(MBeanServer server, ObjectName name, long seconds) throws Exception {
        CountDownLatch registered = new CountDownLatch(1);
        MBeanServerNotificationFilter filter = new MBeanServerNotificationFilter();
        filter.enableObjectName(name);
        filter.enableType(MBeanServerNotification.REGISTRATION_NOTIFICATION);
        server.addNotificationListener(
                MBeanServerDelegate.DELEGATE_NAME, (notification, handback) -> registered.countDown(), filter, null);
        return server.isRegistered(name) || registered.await(seconds, TimeUnit.SECONDS);
    }

    private static Map<String, Object> attributes(MBeanServer server, ObjectName name) throws Exception {
        Map<String, Object> attributes = new TreeMap<>();
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
            Object value = server.getAttribute(name, attribute.getName());
            attributes.put(attribute.getName(), value == null ? "none" : plain(value));
        }
        return attributes;
    }

    private static Object plain(Object value) {
        if (value instanceof TabularData) {
            return ((TabularData) value).keySet();
        }
        if (value instanceof String[]) {
            return List.of((String[]) value);
        }
        return value instanceof Date ? "a date" : value;
    }

    /** What an application server brings. */
    public static final class OwnBuilder extends MBeanServerBuilder {
        private static volatile boolean used;

        @Override
        public MBeanServer newMBeanServer(String defaultDomain, MBeanServer outer, MBeanServerDelegate delegate) {
            used = true;
            return super.newMBeanServer(defaultDomain, outer, delegate);
        }
    }
}
