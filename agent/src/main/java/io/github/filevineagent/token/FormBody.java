package io.github.filevineagent.token;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Builds an {@code application/x-www-form-urlencoded} body in UTF-8, as RFC 6749 appendix B asks for. For one thread.
 *
 * <p>{@link URLEncoder} does exactly what the WHATWG URL standard calls the form-urlencoded serializer.
 */
final class FormBody {
    private final StringBuilder body = new StringBuilder(256);

    FormBody add(String name, String value) {
        if (body.length() > 0) {
            body.append('&');
        }
        body.append(encode(name)).append('=').append(encode(value));
        return this;
    }

    byte[] toBytes() {
        return body.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
