import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Deploys one web application again and again, and counts the class loaders that stay. A source file that java runs. */
public final class Redeployments {
    private static final int TIMES = 20;

    /**
     * JDK 11 leaves the threads of a client to themselves, with the context class loader and the access control context that
     * they have from the application. They end when they have been idle for 60 s; later JDKs end them with their client.
     */
    private static final long LIMIT_SECONDS = Runtime.version().feature() < 17 ? 120 : 30;

    public static void main(String[] arguments) throws Exception {
        String directory = arguments[0];
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory);
        tomcat.start();
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            loaders.add(new WeakReference<>(deployOnce(tomcat, directory, arguments), collected));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        int left = TIMES;
        while (left > 0 && System.nanoTime() - deadline < 0) {
            System.gc();
            if (collected.remove(100) != null) {
                left--;
            }
        }
        System.out.println("web.deployed=" + loaders.size());
        System.out.println("web.leaked=" + left);
        System.exit(0);
    }

    private static ClassLoader deployOnce(Tomcat tomcat, String directory, String[] arguments) throws Exception {
        Context context = tomcat.addContext("/app", directory);
        ClassLoader loader = context.getLoader().getClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        Class.forName(arguments[1], true, loader)
                .getMethod("main", String[].class)
                .invoke(null, (Object) new String[] {arguments[2]});
        Thread.currentThread().setContextClassLoader(Redeployments.class.getClassLoader());
        tomcat.getHost().removeChild(context);
        context.destroy();
        return loader;
    }
}
