package io.github.filevineagent.it.client.eavesdropper;

import io.github.filevineagent.it.client.eavesdropper.https.Handler;
import java.net.URLStreamHandler;
import java.net.spi.URLStreamHandlerProvider;
import org.jspecify.annotations.Nullable;

/** A provider on the class path. */
public final class HandlerProvider extends URLStreamHandlerProvider {
    @Override
    public @Nullable URLStreamHandler createURLStreamHandler(String protocol) {
        return protocol.startsWith("http") ? new Handler() : null;
    }
}
