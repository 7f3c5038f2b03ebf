package io.github.filevineagent.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port on which connecting times out: its queue of connections is full and nobody accepts any. */
public final class SilentPort implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 16;
    private static final int PATIENCE_MILLIS = 200;

    private final ServerSocket server;
    private final List<Socket> queue = new ArrayList<>();
    private boolean refuses;

    public SilentPort() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        for (int i = 0; i < MOST_ATTEMPTS && connect(); i++) {
            // One place of the queue less.
        }
    }

    /** Returns one that nobody closes, for all worlds of this JVM: to fill a queue takes a moment. */
    static SilentPort shared() {
        return Shared.PORT;
    }

    /** Whether this system has such ports, and does not refuse connections instead. */
    public boolean isSilent() {
        return !refuses;
    }

    /** Returns a port on which nobody listens. */
    static int unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    private boolean connect() throws IOException {
        Socket socket = new Socket();
        queue.add(socket);
        try {
            socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), PATIENCE_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (ConnectException e) {
            // Windows refuses whom the queue has no place for.
            refuses = true;
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : queue) {
            socket.close();
        }
    }

    private static final class Shared {
        static final SilentPort PORT = open();

        private static SilentPort open() {
            try {
                return new SilentPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
