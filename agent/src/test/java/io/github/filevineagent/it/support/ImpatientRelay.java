package io.github.filevineagent.it.support;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * In front of a TLS server: closes each connection on which the client has been silent for a second. The handshake may take
 * longer, as it can in a JVM that has just started on a busy machine: the first encrypted record is its end (RFC 8446).
 * Thread-safe.
 */
final class ImpatientRelay implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int RECORD_HEADER = 5;
    private static final byte ENCRYPTED = 23;

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
            DataInputStream in = new DataInputStream(client.getInputStream());
            while (true) {
                byte[] header = new byte[RECORD_HEADER];
                in.readFully(header);
                byte[] content = new byte[ByteBuffer.wrap(header).getShort(RECORD_HEADER - 2) & 0xffff];
                in.readFully(content);
                server.getOutputStream().write(header);
                server.getOutputStream().write(content);
                if (header[0] == ENCRYPTED) {
                    client.setSoTimeout((int) PATIENCE.toMillis());
                }
            }
        } catch (IOException e) {
            // Silent for too long, or either end has gone.
        }
    }

    private static void answer(Socket server, Socket client) {
        try {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The other direction closes both.
        }
    }

    private static void startDaemon(Runnable task) {
        Thread thread = new Thread(task, "impatient-relay");
        thread.setDaemon(true);
        thread.start();
    }
}
