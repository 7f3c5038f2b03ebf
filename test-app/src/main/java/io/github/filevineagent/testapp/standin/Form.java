package io.github.filevineagent.testapp.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/**
 * The parameters of an {@code application/x-www-form-urlencoded} body. A parameter that is absent is empty (RFC 6749,
 * 3.2).
 */
final class Form {
    private final Map<String, String> parameters;

    private Form(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static Form of(RecordedRequest request) {
        Map<String, String> parameters = new HashMap<>();
        ByteString body = request.getBody();
        for (String parameter : (body == null ? "" : body.utf8()).split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
            }
        }
        return new Form(parameters);
    }

    String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
