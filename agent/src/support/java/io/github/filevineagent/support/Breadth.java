package io.github.filevineagent.support;

/** How many JDKs a test has to run on. */
public final class Breadth {
    /**
     * The tag of tests about what no JDK can change: settings, their messages, whose host it is. They run on each JDK as well;
     * but CI, which has little time, leaves them out on other releases than 17 and 25.
     */
    public static final String SAME_ON_EVERY_JDK = "same-on-every-jdk";

    private Breadth() {}
}
