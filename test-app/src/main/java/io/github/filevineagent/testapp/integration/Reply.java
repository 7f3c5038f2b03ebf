package io.github.filevineagent.testapp.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The answer to a {@link Call}, after redirects. */
final class Reply {
    private final int status;
    private final String contentType;
    private final byte[] body;

    /** Takes {@code body} as it is, without a copy: nobody else may change it. */
    Reply(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    int status() {
        return status;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    boolean isJson() {
        return contentType.startsWith("application/json");
    }

    int size() {
        return body.length;
    }

    String text() {
        return new String(body, UTF_8);
    }
}
