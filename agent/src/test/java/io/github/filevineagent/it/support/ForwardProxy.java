package io.github.filevineagent.it.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A proxy for http and, by CONNECT, for https. It records the heads of the requests that it is sent itself, which does not
 * include what goes through a tunnel. All hosts are on this
 * machine: behind the port of the request, or behind the one that this proxy knows for its host. Thread-safe.
 */
public final class ForwardProxy implements AutoCloseable {
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** What a request's head must have, or null. */
    private final @Nullable Pattern authorization;

    private final Map<String, Integer> ports;
    private final ServerSocket server;
    private final Queue<String> heads = new ConcurrentLinkedQueue<>();

    ForwardProxy(boolean guarded) throws IOException {
        this(guarded ? basic("user", "password") : null, Map.of());
    }

    private ForwardProxy(@Nullable Pattern authorization, Map<String, Integer> ports) throws IOException {
        this.authorization = authorization;
        this.ports = Map.copyOf(ports);
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        startDaemon(this::acceptAll);
    }

    /** Returns a proxy that asks for a password. */
    public static ForwardProxy guardedBy(String user, String password) throws IOException {
        return new ForwardProxy(basic(user, password), Map.of());
    }

    /** Returns the header with what {@code Basic} makes of the two. */
    private static Pattern basic(String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.ISO_8859_1));
        return Pattern.compile(
                "^proxy-authorization: (?-i)Basic " + Pattern.quote(credentials) + "$",
                Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    /** Returns a proxy to hosts, each with its port, that are elsewhere than they seem: on this port of this machine. */
    static ForwardProxy to(Map<String, Integer> ports) throws IOException {
        return new ForwardProxy(null, ports);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Returns the heads of the requests with this in their first line. */
    public List<String> heads(String part) {
        return heads.stream()
                .filter(head -> head.lines().findFirst().orElse("").contains(part))
                .collect(Collectors.toList());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                startDaemon(() -> serve(client));
            } catch (IOException e) {
                // Closed; or one connection that failed, which its client notices.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = readHead(client.getInputStream());
            heads.add(head);
            OutputStream toClient = client.getOutputStream();
            if (authorization != null && !authorization.matcher(head).find()) {
                write(
                        toClient,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
                                + "Content-Length: 0\r\nConnection: close" + END_OF_HEAD);
                return;
            }
            String[] requestLine = head.split(" ", 3);
            if (requestLine[0].equals("CONNECT")) {
                tunnel(client, requestLine[1], "HTTP/1.1 200 OK" + END_OF_HEAD, "");
            } else {
                URI target = URI.create(requestLine[1]);
                String rest = requestLine[2].replaceAll("(?m)^Proxy-.*\r\n", "");
                String line = requestLine[0] + " " + target.getRawPath() + " ";
                tunnel(client, target.isAbsolute() ? target.getAuthority() : hostIn(head), "", line + rest);
            }
        } catch (IOException e) {
            // The client went away, or the host did.
        }
    }

    /** Where a {@code 305} has sent a client here, the JDK goes on as if it were talking to the host itself. */
    private static String hostIn(String head) {
        return head.replaceFirst("(?is)^.*\r\nhost: ([^\r]*)\r\n.*$", "$1");
    }

    private void tunnel(Socket client, String hostAndPort, String toClientFirst, String toHostFirst)
            throws IOException {
        Integer known = ports.get(hostAndPort);
        int port = known == null ? Integer.parseInt(hostAndPort.substring(hostAndPort.lastIndexOf(':') + 1)) : known;
        try (Socket host = new Socket(InetAddress.getLoopbackAddress(), port)) {
            write(client.getOutputStream(), toClientFirst);
            write(host.getOutputStream(), toHostFirst);
            startDaemon(() -> copy(client, host));
            copy(host, client);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // Either end may close the tunnel.
        }
    }

    private static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith(END_OF_HEAD)) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("no request");
            }
            head.write(b);
            text = head.toString(StandardCharsets.ISO_8859_1);
        }
        return text;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void startDaemon(Runnable task) {
        Thread thread = new Thread(task, "forward-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
