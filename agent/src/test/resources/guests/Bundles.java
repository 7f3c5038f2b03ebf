import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Runs a bundle's main class in an OSGi container. A source file that java runs. */
public final class Bundles {
    public static void main(String[] arguments) throws Exception {
        Framework framework =
                new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, arguments[0] + "/cache"));
        framework.start();
        Bundle bundle = framework.getBundleContext()
                .installBundle(Path.of(arguments[0], "bundle.jar").toUri().toString());
        bundle.start();
        bundle.loadClass(arguments[1])
                .getMethod("main", String[].class)
                .invoke(null, (Object) new String[] {arguments[2]});
        System.out.println("bundle.loader=" + bundle.loadClass(arguments[1]).getClassLoader());
        framework.stop();
        framework.waitForStop(10_000);
        System.exit(0);
    }
}
