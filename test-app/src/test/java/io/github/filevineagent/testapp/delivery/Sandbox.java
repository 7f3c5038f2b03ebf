package io.github.filevineagent.testapp.delivery;

import io.github.filevineagent.standin.Tls;
import io.github.filevineagent.support.Command;
import io.github.filevineagent.support.Command.Finished;
import io.github.filevineagent.support.Jdk;
import io.github.filevineagent.testapp.standin.ClientCredentials;
import io.github.filevineagent.testapp.standin.StandIn;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A directory in which the examples find, under the paths that they name, all that they need; and a Filevine to call. */
final class Sandbox implements AutoCloseable {
    private static final Path EXAMPLES = Path.of("src/delivery");
    private static final Path DOCUMENTS = Path.of("..");
    private static final Path AGENT = Path.of("../agent/target/filevine-agent.jar");
    private static final String PAT = "pat-secret-4711";
    private static final String CLIENT_SECRET = "client+secret=4711";

    /** What the examples have where the operator's own belongs. */
    private static final String CLIENT_ID = "YOUR-CLIENT-ID";

    private static final Pattern PLACES =
            Pattern.compile("(?<![\\w/])/(?=(opt|run/secrets|run/filevine|etc/filevine)/|etc/firms\\b)");

    private final Path root;
    private final StandIn filevine;

    Sandbox(Path root) throws IOException {
        this.root = root;
        Files.copy(AGENT, file("opt/filevine/filevine-agent.jar"));
        writeApplication(file("opt/app/app.jar"));
        Files.copy(file("opt/app/app.jar"), file("app.jar"));
        Files.copy(AGENT, file("filevine-agent.jar"));
        Files.copy(AGENT, file("agent/target/filevine-agent.jar"));
        Files.copy(otherAgent(), file("opt/other/other-agent.jar"));
        for (String pat : List.of("run/secrets/filevine-pat", "run/secrets/filevine/pat", "etc/filevine/pat")) {
            Files.writeString(file(pat), PAT + "\n");
            Files.writeString(file(pat.replaceFirst("pat$", "client-secret")), CLIENT_SECRET + "\n");
        }
        filevine = StandIn.start(
                new ClientCredentials(PAT, CLIENT_ID, CLIENT_SECRET),
                Duration.ofMinutes(20),
                InstantSource.system(),
                request -> {});
        Path unused = filevine.writeTrustStore(file("trust-store.p12"));
    }

    /** Returns the text of an example, with its paths led into this sandbox. */
    String example(String name) throws IOException {
        return place(Files.readString(EXAMPLES.resolve(name)));
    }

    /** Returns the text of a firm's file, with what belongs in the place of its credentials, for this sandbox's Filevine. */
    String firm(String text) {
        return text.replaceAll("PAT-OF-\\w+", PAT)
                        .replaceAll("CLIENT-ID-OF-\\w+", CLIENT_ID)
                        .replaceAll("CLIENT-SECRET-OF-\\w+", Matcher.quoteReplacement(CLIENT_SECRET))
                + "\nidentity-url=" + filevine.identity() + "\ngateway-hosts=" + filevine.gateway() + "\n";
    }

    /** Returns a script with the text of an example. */
    Path script(String name) throws IOException {
        return Files.writeString(file(name), example(name));
    }

    /** Returns a document's block that begins so, with its paths led into this sandbox. */
    String block(String document, String start) throws IOException {
        String text = Files.readString(DOCUMENTS.resolve(document));
        int begin = text.indexOf(start);
        if (begin == -1) {
            throw new IOException(document + " has nothing that begins with " + start);
        }
        return place(text.substring(begin, text.indexOf("```", begin)).strip());
    }

    /** Writes a firm's file, and its secrets where it says that they are. */
    void addFirm(String name, String text) throws IOException {
        for (String secret : List.of("pat", "client-secret")) {
            Files.writeString(file("run/secrets/" + name + "-" + secret), secret.equals("pat") ? PAT : CLIENT_SECRET);
        }
        Files.writeString(file("etc/firms/" + name + ".properties"), firm(text));
    }

    /** Returns the text with its paths led into this sandbox. */
    String place(String text) {
        return PLACES.matcher(text).replaceAll(Matcher.quoteReplacement(root + "/"));
    }

    /** Returns the options without which the JVM trusts neither identity server nor gateway: they must not get lost. */
    String neededOptions() {
        return "-Djavax.net.ssl.trustStore=" + root.resolve("trust-store.p12") + " -Djavax.net.ssl.trustStorePassword="
                + Tls.STORE_PASSWORD;
    }

    /** Runs a command that starts the application with the {@code java} of this JVM. */
    Finished run(List<String> words, Map<String, String> environment) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", Jdk.current().home().resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        all.put("FILEVINE_IDENTITY_URL", filevine.identity().toString());
        all.put("FILEVINE_GATEWAY_HOSTS", filevine.gateway().toString());
        all.put(OneCall.ADDRESS, filevine.gateway() + "/fv-app/v2/Projects");
        return Command.of(words).in(root).environment(all).run();
    }

    @Override
    public void close() {
        filevine.close();
    }

    private Path file(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return file;
    }

    private static Path otherAgent() throws IOException {
        try {
            Class<?> jacoco = Class.forName("org.jacoco.agent.rt.RT");
            return Path.of(
                    jacoco.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IOException("JaCoCo's agent is not on the class path", e);
        }
    }

    private static void writeApplication(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, OneCall.class.getName());
        String entry = OneCall.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                InputStream classFile = OneCall.class.getClassLoader().getResourceAsStream(entry)) {
            entries.putNextEntry(new JarEntry(entry));
            Objects.requireNonNull(classFile).transferTo(entries);
        }
    }
}
