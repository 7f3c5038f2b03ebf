package io.github.filevineagent.it.client;

import java.io.OutputStream;
import java.io.PrintStream;

/** An agent that takes standard error away: the argument is {@code null}, {@code throwing} or {@code closed}. */
public final class Muffler {
    private Muffler() {}

    public static void premain(String how) {
        switch (how) {
            case "null":
                System.setErr(null);
                break;
            case "closed":
                System.err.close();
                break;
            default:
                System.setErr(new Throwing());
        }
    }

    private static final class Throwing extends PrintStream {
        Throwing() {
            super(OutputStream.nullOutputStream());
        }

        @Override
        public void println(String line) {
            throw new IllegalStateException("nobody wants to hear it");
        }
    }
}
