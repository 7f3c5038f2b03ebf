package io.github.filevineagent.it.client;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Arrays;

/** What JDK 26 has added to {@code HttpClient} for HTTP/3. Called by its names, since older JDKs run these classes, too. */
final class Http3 {
    private static final String OPTION = "java.net.http.HttpOption";

    private Http3() {}

    /** Returns HTTP/3, or the latest version that this JDK has. */
    static HttpClient.Version version() {
        HttpClient.Version[] versions = HttpClient.Version.values();
        return versions[versions.length - 1];
    }

    /** How the client finds out whether a server speaks HTTP/3: {@code HttpOption.Http3DiscoveryMode}. */
    enum Discovery {
        /** It asks the server for nothing else. */
        HTTP_3_URI_ONLY,
        /** It uses HTTP/3 once an answer over another version has said that it can, and the application has got that answer. */
        ALT_SVC,
        /** It tries what is quicker. */
        ANY;

        /** Makes it an HTTP/3 request: of one that does not say so itself, a redirect to another host forgets the mode. */
        HttpRequest.Builder in(HttpRequest.Builder request) {
            try {
                Class<?> option = Class.forName(OPTION);
                Object mode = Arrays.stream(
                                Class.forName(OPTION + "$Http3DiscoveryMode").getEnumConstants())
                        .filter(constant -> constant.toString().equals(name()))
                        .findFirst()
                        .orElseThrow();
                HttpRequest.Builder.class
                        .getMethod("setOption", option, Object.class)
                        .invoke(request, option.getField("H3_DISCOVERY").get(null), mode);
                return request.version(version());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("no HTTP/3 on this JDK", e);
            }
        }
    }
}
