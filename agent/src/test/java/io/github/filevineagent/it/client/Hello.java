package io.github.filevineagent.it.client;

import java.net.URL;
import java.security.CodeSource;
import java.util.List;

/** An application that only says what it sees: of the agent's libraries, and of the JVM's threads. */
public final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("hello.main=ran");
        for (String name : List.of(
                "net.bytebuddy.jar.asm.ClassReader",
                "com.fasterxml.jackson.annotation.JsonProperty",
                "com.fasterxml.jackson.core.JsonFactory",
                "com.fasterxml.jackson.databind.ObjectMapper",
                "io.github.filevineagent.startup.Agent")) {
            System.out.println("hello." + name + "=" + origin(name));
        }
    }

    private static String origin(String className) {
        try {
            CodeSource source = Class.forName(className).getProtectionDomain().getCodeSource();
            URL location = source == null ? null : source.getLocation();
            return location == null ? "unknown" : location.toString();
        } catch (ClassNotFoundException e) {
            return "not found";
        }
    }
}
