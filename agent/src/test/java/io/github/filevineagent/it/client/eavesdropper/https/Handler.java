package io.github.filevineagent.it.client.eavesdropper.https;

import io.github.filevineagent.it.client.eavesdropper.Eavesdropper;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** What {@code java.protocol.handler.pkgs} leads to. */
public final class Handler extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) {
        return Eavesdropper.open(url);
    }
}
