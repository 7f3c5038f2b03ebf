package io.github.filevineagent.it.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * A vendor's application in operation: it makes requests for its firms all the time, with both clients, while their files
 * come, change, break, are mended and go. Its arguments are the directory of these files, and a file that is as theirs, with
 * {@code NAME} in the PAT's place and {@code ORGANISATION} in the organisation's.
 */
public final class LiveFirms {
    private static final long PAUSE_NANOS = 20_000_000;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String GONE = "no profile of this host has the organisation ";

    private static final Map<String, Integer> ANSWERED = new ConcurrentHashMap<>();
    private static final Map<String, Integer> FAILED = new ConcurrentHashMap<>();
    private static volatile boolean ended;

    private final Path directory;
    private final String template;
    private int markers;

    private LiveFirms(Path directory, String template) {
        this.directory = directory;
        this.template = template;
    }

    public static void main(String[] arguments) throws Exception {
        // First of all, as if there had been no agent's start before it.
        report("first", send("first", "7", true));
        List<Thread> load = List.of(new Thread(() -> load(true), "load-1"), new Thread(() -> load(false), "load-2"));
        load.forEach(Thread::start);
        new LiveFirms(Path.of(arguments[0]), Files.readString(Path.of(arguments[1]))).operate();
        ended = true;
        for (Thread thread : load) {
            thread.join();
        }
        report("answered", new TreeMap<>(ANSWERED));
        report("failed", new TreeMap<>(FAILED));
        System.exit(0);
    }

    private void operate() throws Exception {
        awaitBeans("eight", "seven");
        write("nine", "nine", "9");
        awaitAnswer("9", "200");
        awaitBeans("eight", "nine", "seven");
        mark("come", "9");

        long authorized = authorized("eight");
        write("eight", "eight-b", "8");
        awaitLook();
        mark("changed", "8");
        report("counts-on", authorized("eight") > authorized);

        Files.writeString(file("nine"), "pat=\nreigon=mars");
        awaitLook();
        mark("broken", "9");

        write("nine", "nine-b", "9");
        awaitLook();
        mark("mended", "9");

        report("failed-before", FAILED.getOrDefault("8", 0));
        Files.delete(file("eight"));
        awaitAnswer("8", GONE);
        mark("gone", "8");
        report("beans", beans());
    }

    /** Writes as an editor does: first nothing, then half of it, and then all. */
    private void write(String firm, String pat, String organisation) throws IOException {
        String text = template.replace("NAME", pat).replace("ORGANISATION", organisation);
        Files.writeString(file(firm), "");
        Files.writeString(file(firm), text.substring(0, text.length() / 2));
        LockSupport.parkNanos(PAUSE_NANOS);
        Files.writeString(file(firm), text);
    }

    private Path file(String firm) {
        return directory.resolve(firm + ".properties");
    }

    /** Waits until the agent has noticed what was written so far: it then has a firm that comes after that, too. */
    private void awaitLook() throws Exception {
        String marker = "marker-" + ++markers;
        write(marker, marker, marker);
        awaitAnswer(marker, "200");
    }

    private static void awaitAnswer(String organisation, String expected) throws Exception {
        while (!send("await", organisation, true).contains(expected)
                || !send("await", organisation, false).contains(expected)) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static void mark(String tag, String organisation) throws Exception {
        report(tag + "-http-client", send(tag, organisation, true));
        report(tag + "-url-connection", send(tag, organisation, false));
    }

    private static void load(boolean httpClient) {
        while (!ended) {
            for (String organisation : List.of("7", "8", "9")) {
                String answer = Unchecked.call(() -> send("load", organisation, httpClient));
                (answer.equals("200") ? ANSWERED : FAILED).merge(organisation, 1, Integer::sum);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Returns the status of the answer, or why there is none. */
    private static String send(String tag, String organisation, boolean httpClient) throws InterruptedException {
        URI uri = URI.create(System.getProperty("world.gateway") + "/" + tag + "/ok?" + organisation);
        try {
            if (httpClient) {
                HttpRequest request = HttpRequest.newBuilder(uri)
                        .header("x-fv-orgid", organisation)
                        .build();
                return String.valueOf(CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode());
            }
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setRequestProperty("x-fv-orgid", organisation);
            return String.valueOf(connection.getResponseCode());
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void awaitBeans(String... profiles) throws Exception {
        while (!beans().equals(List.of(profiles))) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static List<String> beans() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        return server.queryNames(new ObjectName("io.github.filevineagent:type=Profile,*"), null).stream()
                .map(name -> name.getKeyProperty("name"))
                .filter(name -> !name.startsWith("marker-"))
                .sorted()
                .collect(Collectors.toList());
    }

    private static long authorized(String profile) throws Exception {
        ObjectName name = new ObjectName("io.github.filevineagent:type=Profile,name=" + profile);
        return (Long) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "AuthorizedRequests");
    }

    private static synchronized void report(String key, Object value) {
        System.out.println("live." + key + "=" + value);
    }
}
