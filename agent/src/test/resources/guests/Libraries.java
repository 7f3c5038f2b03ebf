import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.filevineagent.it.client.Deployed;
import java.io.InputStream;
import java.util.Properties;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;

/** Uses the application's own libraries, before the first request and after it. A source file that java runs. */
public final class Libraries {
    public static void main(String[] arguments) throws Exception {
        use("before");
        if (arguments.length > 0) {
            Deployed.main(arguments);
        }
        use("after");
        report("jackson", JsonFactory.class, new JsonFactory().version());
        report("databind", ObjectMapper.class, new ObjectMapper().version());
        report("bytebuddy", ByteBuddy.class, version(ByteBuddy.class, "net.bytebuddy/byte-buddy"));
        // Threads of the clients must not keep the JVM.
        System.exit(0);
    }

    private static void use(String when) throws Exception {
        System.out.println("parsed." + when + "=" + new ObjectMapper().readTree("{\"a\":[1,2]}").at("/a/1"));
        Object made = new ByteBuddy(ClassFileVersion.JAVA_V11)
                .subclass(Object.class)
                .method(ElementMatchers.named("toString"))
                .intercept(FixedValue.value("made"))
                .make()
                .load(Libraries.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
                .getLoaded()
                .getConstructor()
                .newInstance();
        System.out.println("made." + when + "=" + made);
    }

    private static void report(String library, Class<?> type, Object version) {
        System.out.println(library + ".version=" + version);
        System.out.println(library + ".source="
                + type.getProtectionDomain().getCodeSource().getLocation());
        System.out.println(
                library + ".loader=" + type.getClassLoader().getClass().getSimpleName());
    }

    private static String version(Class<?> type, String artifact) throws Exception {
        Properties properties = new Properties();
        try (InputStream in = type.getResourceAsStream("/META-INF/maven/" + artifact + "/pom.properties")) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }
}
