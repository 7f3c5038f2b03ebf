package io.github.filevineagent.it.support;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** In front of a server: counts the connections that are open at a time. Thread-safe. */
final class CountingRelay implements Closeable {
    private final int serverPort;
    private final ServerSocket listener;
    private int open;
    private int most;

    CountingRelay(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        startDaemon(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns how many connections there were at a time, at most. */
    synchronized int most() {
        return most;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                count(1);
                startDaemon(() -> relay(client));
            } catch (IOException e) {
                // Closed; or one connection that failed, which its client notices.
            }
        }
    }

    private synchronized void count(int change) {
        open += change;
        most = Math.max(most, open);
    }

    /** Until the client closes it: that is what is counted. */
    private void relay(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            startDaemon(() -> answer(server, client));
            client.getInputStream().transferTo(server.getOutputStream());
        } catch (IOException e) {
            // Either end has gone.
        } finally {
            count(-1);
        }
    }

    private static void answer(Socket server, Socket client) {
        try {
            server.getInputStream().transferTo(client.getOutputStream());
            client.shutdownOutput();
        } catch (IOException e) {
            // The other direction closes both.
        }
    }

    private static void startDaemon(Runnable task) {
        Thread thread = new Thread(task, "counting-relay");
        thread.setDaemon(true);
        thread.start();
    }
}
