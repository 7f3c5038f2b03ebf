package io.github.filevineagent.it.support;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.quic.InsecureQuicTokenHandler;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Netty's HTTP/3, which MockWebServer does not have, in front of what answers MockWebServer's requests. */
public final class Http3Server implements AutoCloseable {
    static final String PROTOCOL = "HTTP/3";

    private static final long MOST_BYTES = 10_000_000;
    private static final long MOST_STREAMS = 1_000;
    private static final long IDLE_SECONDS = 30;
    private static final long LIMIT_SECONDS = 30;

    private final Answers answers;
    private final AtomicInteger connections = new AtomicInteger();
    private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    /** Serves at a UDP port of the loopback address. */
    Http3Server(int port, Answers answers) {
        this.answers = answers;
        ChannelHandler codec = Http3.newQuicServerCodecBuilder()
                .sslContext(TestCertificates.quicServer(Http3.supportedApplicationProtocols()))
                .maxIdleTimeout(IDLE_SECONDS, TimeUnit.SECONDS)
                .initialMaxData(MOST_BYTES)
                .initialMaxStreamDataBidirectionalRemote(MOST_BYTES)
                .initialMaxStreamsBidirectional(MOST_STREAMS)
                .tokenHandler(InsecureQuicTokenHandler.INSTANCE)
                .handler(new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel channel) {
                        int connection = connections.getAndIncrement();
                        channel.pipeline()
                                .addLast(new Http3ServerConnectionHandler(new ChannelInitializer<QuicStreamChannel>() {
                                    @Override
                                    protected void initChannel(QuicStreamChannel stream) {
                                        stream.pipeline().addLast(new Request(connection));
                                    }
                                }));
                    }
                })
                .build();
        ChannelFuture unused = new Bootstrap()
                .group(threads)
                .channel(NioDatagramChannel.class)
                .handler(codec)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly();
    }

    /** Returns why there is none on this machine, such as that it has no native library for it, or null. */
    public static @Nullable Throwable unavailability() {
        return Quic.unavailabilityCause();
    }

    @Override
    public void close() {
        boolean unused = threads.shutdownGracefully(0, LIMIT_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** What says how a request is answered. It must not block. */
    @FunctionalInterface
    interface Answers {
        MockResponse to(RecordedRequest request) throws InterruptedException;
    }

    /** One request, on a stream of its own. */
    private final class Request extends Http3RequestStreamInboundHandler {
        private final int connection;
        private final Headers.Builder headers = new Headers.Builder();
        private final Buffer body = new Buffer();
        private String method = "";
        private String path = "";
        private String authority = "";

        Request(int connection) {
            this.connection = connection;
        }

        @Override
        protected void channelRead(ChannelHandlerContext context, Http3HeadersFrame frame) {
            method = String.valueOf(frame.headers().method());
            path = String.valueOf(frame.headers().path());
            authority = String.valueOf(frame.headers().authority());
            frame.headers()
                    .forEach(header -> headers.add(
                            header.getKey().toString(), header.getValue().toString()));
            ReferenceCountUtil.release(frame);
        }

        @Override
        protected void channelRead(ChannelHandlerContext context, Http3DataFrame frame) {
            body.write(ByteBufUtil.getBytes(frame.content()));
            frame.release();
        }

        @Override
        protected void channelInputClosed(ChannelHandlerContext context) throws Exception {
            RecordedRequest request = new RecordedRequest(
                    connection,
                    0,
                    null,
                    List.of(),
                    method,
                    path,
                    PROTOCOL,
                    HttpUrl.get("https://" + authority + path),
                    headers.build(),
                    body.readByteString(),
                    0,
                    null,
                    null);
            send(context.channel(), answers.to(request));
        }

        private void send(Channel stream, MockResponse answer) throws IOException {
            DefaultHttp3HeadersFrame head = new DefaultHttp3HeadersFrame();
            head.headers().status(String.valueOf(answer.getCode()));
            Headers fields = answer.getHeaders();
            for (int i = 0; i < fields.size(); i++) {
                head.headers().add(fields.name(i).toLowerCase(Locale.ROOT), fields.value(i));
            }
            ChannelFuture last = stream.write(head);
            MockResponseBody content = answer.getBody();
            if (content != null && content.getContentLength() > 0) {
                last = stream.write(new DefaultHttp3DataFrame(bytes(content)));
            }
            ChannelFuture unused = last.addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
            stream.flush();
        }

        private ByteBuf bytes(MockResponseBody content) throws IOException {
            Buffer buffer = new Buffer();
            content.writeTo(buffer);
            return Unpooled.wrappedBuffer(buffer.readByteArray());
        }
    }
}
