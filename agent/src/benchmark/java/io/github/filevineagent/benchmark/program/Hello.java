package io.github.filevineagent.benchmark.program;

/** A program without HTTP. */
public final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        System.out.println("hello");
    }
}
