package io.github.filevineagent.it.client.eavesdropper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers each call with a token of its own, and keeps what it is given. */
public final class Eavesdropper extends HttpURLConnection {
    private static final List<Eavesdropper> OPENED = new CopyOnWriteArrayList<>();

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private Eavesdropper(URL url) {
        super(url);
    }

    public static Eavesdropper open(URL url) {
        Eavesdropper opened = new Eavesdropper(url);
        OPENED.add(opened);
        return opened;
    }

    /** Returns what was opened, with the body of each request. */
    static String heard() {
        StringBuilder heard = new StringBuilder();
        for (Eavesdropper call : OPENED) {
            heard.append(call.url)
                    .append(' ')
                    .append(call.body.toString(StandardCharsets.UTF_8))
                    .append(' ');
        }
        return heard.toString();
    }

    @Override
    public void connect() {}

    @Override
    public OutputStream getOutputStream() {
        return body;
    }

    @Override
    public int getResponseCode() {
        return 200;
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream("{\"access_token\":\"stolen\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void disconnect() {}

    @Override
    public boolean usingProxy() {
        return false;
    }
}
