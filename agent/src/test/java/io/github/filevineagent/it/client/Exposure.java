package io.github.filevineagent.it.client;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * An application that makes requests to the hosts that its arguments name, with every client and all at once, and then
 * prints all that a support engineer could ask it for: exceptions with their causes, threads, MBeans, system properties.
 */
public final class Exposure {
    private Exposure() {}

    public static void main(String[] hosts) throws Exception {
        List<Thread> running = new ArrayList<>();
        for (String host : hosts) {
            for (Variant variant : Variant.ON_EVERY_JDK) {
                Call call = new Call(host + "-" + variant.name().toLowerCase(Locale.ROOT), variant);
                // One 401 for all: a second one within 30 s would be the application's, as it should be.
                String path = variant == Variant.H1 ? "revoked/ok" : "ok";
                Thread thread = new Thread(() -> request(call, call.uri(host, path)), call.tag());
                thread.start();
                running.add(thread);
            }
        }
        for (Thread thread : running) {
            thread.join();
        }
        Thread.getAllStackTraces().keySet().forEach(thread -> System.out.println("thread." + thread));
        System.getProperties().forEach((key, value) -> System.out.println("property." + key + "=" + value));
        printMBeans(ManagementFactory.getPlatformMBeanServer());
    }

    private static void request(Call call, URI uri) {
        try {
            call.get("answer", uri);
        } catch (Throwable t) {
            t.printStackTrace(System.out);
            call.report("thrown", t);
        }
    }

    private static void printMBeans(MBeanServer server) throws Exception {
        for (ObjectName name : server.queryNames(new ObjectName("io.github.filevineagent:*"), null)) {
            String profile = name.getKeyProperty("name");
            System.out.println("mbean." + profile + "=" + server.getMBeanInfo(name));
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                String key = attribute.getName();
                System.out.println("mbean." + profile + "." + key + "=" + server.getAttribute(name, key));
            }
        }
    }
}
