package io.github.filevineagent.it.support;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In front of a server: counts the connections that are open at a time. It looks at all of them before it counts another one,
 * so that one whose client has closed it before is not counted with it. Thread-safe.
 */
final class CountingRelay implements Closeable {
    private final InetSocketAddress server;
    private final ServerSocketChannel listener;
    private final Selector selector;

    /** From clients to the server. Of the one thread, as the buffer is. */
    private final Map<SocketChannel, SocketChannel> open = new LinkedHashMap<>();

    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private volatile int most;

    CountingRelay(int serverPort) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false);
        selector = Selector.open();
        listener.register(selector, SelectionKey.OP_ACCEPT);
        startDaemon(this::relayAll);
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    /** Returns how many connections there were at a time, at most. */
    int most() {
        return most;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        selector.close();
    }

    private void relayAll() {
        try {
            while (selector.isOpen()) {
                selector.select();
                selector.selectedKeys().clear();
                relayWhatThereIs();
                SocketChannel client = listener.accept();
                if (client != null) {
                    relayWhatThereIs();
                    begin(client);
                }
            }
        } catch (IOException | RuntimeException e) {
            // Closed.
        }
    }

    private void begin(SocketChannel client) throws IOException {
        SocketChannel toServer = SocketChannel.open(server);
        client.configureBlocking(false);
        client.register(selector, SelectionKey.OP_READ);
        open.put(client, toServer);
        most = Math.max(most, open.size());
        startDaemon(() -> answer(toServer, client));
    }

    private void relayWhatThereIs() throws IOException {
        for (Map.Entry<SocketChannel, SocketChannel> connection : List.copyOf(open.entrySet())) {
            SocketChannel client = connection.getKey();
            SocketChannel toServer = connection.getValue();
            if (!relay(client, toServer)) {
                open.remove(client);
                toServer.close();
                client.close();
            }
        }
    }

    /** Returns whether the connection is still open. */
    private boolean relay(SocketChannel client, SocketChannel toServer) {
        try {
            buffer.clear();
            int read = client.read(buffer);
            buffer.flip();
            while (buffer.hasRemaining()) {
                toServer.write(buffer);
            }
            return read >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void answer(SocketChannel fromServer, SocketChannel client) {
        ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
        try {
            while (fromServer.read(answer) >= 0) {
                answer.flip();
                while (answer.hasRemaining()) {
                    client.write(answer);
                }
                answer.clear();
            }
            client.shutdownOutput();
        } catch (IOException e) {
            // Either end has gone.
        }
    }

    private static void startDaemon(Runnable task) {
        Thread thread = new Thread(task, "counting-relay");
        thread.setDaemon(true);
        thread.start();
    }
}
