package io.github.filevineagent.it.support;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** In front of a server: closes each connection on which the client has been silent for a second. Thread-safe. */
final class ImpatientRelay implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final int serverPort;
    private final ServerSocket listener;

    ImpatientRelay(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        startDaemon(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                startDaemon(() -> relay(client));
            } catch (IOException e) {
                // Closed; or one connection that failed, which its client notices.
            }
        }
    }

    private void relay(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            startDaemon(() -> answer(server, client));
            client.setSoTimeout((int) PATIENCE.toMillis());
            copy(client, server);
        } catch (IOException e) {
            // Silent for too long, or either end has gone.
        }
    }

    private static void answer(Socket server, Socket client) {
        try {
            copy(server, client);
        } catch (IOException e) {
            // The other direction closes both.
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[8192];
        OutputStream out = to.getOutputStream();
        for (int n = from.getInputStream().read(buffer);
                n >= 0;
                n = from.getInputStream().read(buffer)) {
            out.write(buffer, 0, n);
        }
    }

    private static void startDaemon(Runnable task) {
        Thread thread = new Thread(task, "impatient-relay");
        thread.setDaemon(true);
        thread.start();
    }
}
