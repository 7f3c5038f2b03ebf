package io.github.filevineagent.it.client;

/** An application that needs no permission at all. */
public final class Plain {
    private Plain() {}

    public static void main(String[] arguments) {
        System.out.println("plain.main=ran");
    }
}
