package io.github.filevineagent.instrumentation;

import io.github.filevineagent.bootstrap.Dispatcher;
import java.io.File;
import java.util.concurrent.CyclicBarrier;

/**
 * A JVM in which {@code java.lang} is open: several threads define the boot loader's classes at once, and one does it once
 * more when they are there, as it is for whoever comes second. Prints what the JVM was asked for besides.
 */
final class DefineBootClasses {
    private static final int THREADS = 4;

    private DefineBootClasses() {}

    public static void main(String[] arguments) throws Exception {
        FakeInstrumentation instrumentation = new FakeInstrumentation();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            threads[i] = new Thread(() -> {
                try {
                    start.await();
                    define(instrumentation, arguments[0]);
                } catch (Exception e) {
                    System.out.println(e);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        define(instrumentation, arguments[0]);
        System.out.print(Class.forName(Dispatcher.class.getName(), false, null).getClassLoader() + " "
                + instrumentation.calls());
    }

    private static void define(FakeInstrumentation instrumentation, String jar) throws Exception {
        BootClasses.define(instrumentation.get(), new File(jar));
    }
}
