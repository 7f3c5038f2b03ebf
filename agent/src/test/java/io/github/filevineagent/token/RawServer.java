package io.github.filevineagent.token;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server on loopback that does to each connection what the test says, for faults that no HTTP server will commit. */
final class RawServer implements Closeable {
    /** What to do with one connection; it is closed afterwards. */
    interface Behavior {
        void serve(Socket socket, RawServer server) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final String scheme;
    private final Behavior behavior;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();

    private RawServer(String scheme, ServerSocketFactory factory, Behavior behavior) throws IOException {
        this.scheme = scheme;
        this.listener = factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.behavior = behavior;
    }

    static RawServer start(Behavior behavior) throws IOException {
        return start("http", ServerSocketFactory.getDefault(), behavior);
    }

    static RawServer start(String scheme, ServerSocketFactory factory, Behavior behavior) throws IOException {
        RawServer server = new RawServer(scheme, factory, behavior);
        server.daemon("raw-server-accept", server::acceptAll);
        return server;
    }

    URI url() {
        return URI.create(scheme + "://localhost:" + listener.getLocalPort() + "/connect/token");
    }

    void awaitConnection() throws InterruptedException {
        if (!connected.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody connected");
        }
    }

    /** Returns how many requests were read, header and body. */
    int requests() {
        return requests.get();
    }

    /** Waits between two bytes of a drip; returns false once the server is closed. */
    boolean pause(long millis) throws InterruptedException {
        return !closed.await(millis, TimeUnit.MILLISECONDS);
    }

    void hang() throws InterruptedException {
        closed.await();
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Reads a request with its body, so that closing the socket afterwards is a close and not a reset. */
    void readRequest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") == -1) {
            int b = in.read();
            if (b == -1) {
                return;
            }
            head.append((char) b);
        }
        String length = head.substring(head.indexOf("Content-Length: ") + "Content-Length: ".length());
        in.readNBytes(Integer.parseInt(length.substring(0, length.indexOf('\r'))));
        requests.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                connected.countDown();
                daemon("raw-server-connection", () -> serve(socket));
            }
        } catch (IOException e) {
            // The listener was closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try (Socket open = socket) {
            behavior.serve(open, this);
        } catch (IOException e) {
            // The client has hung up, which is what many of the tests are about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
