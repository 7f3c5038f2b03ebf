package io.github.filevineagent.testapp.libraries;

import java.util.List;

/** The libraries, one constant for each of the ways in which they call HTTP. */
enum Library {
    REST_TEMPLATE_ON_HTTP_CLIENT(17, Replay.NO, "org.springframework io.micrometer"),
    REST_TEMPLATE_ON_URL_CONNECTION(17, Replay.NO, "org.springframework io.micrometer"),
    REST_CLIENT(17, Replay.NO, "org.springframework io.micrometer"),
    WEB_CLIENT(17, Replay.NO, "org.springframework io.micrometer io.projectreactor org.reactivestreams"),
    FEIGN_ON_URL_CONNECTION(11, Replay.NO, "io.github.openfeign"),
    FEIGN_ON_HTTP_CLIENT(11, Replay.YES, "io.github.openfeign"),
    JERSEY_ON_URL_CONNECTION(11, Replay.YES, "org.glassfish jakarta"),
    JERSEY_ON_HTTP_CLIENT(11, Replay.YES, "org.glassfish jakarta"),
    GOOGLE(11, Replay.NO, "com.google io.opencensus io.grpc"),
    UNIREST(11, Replay.YES, "com.konghq"),
    METHANOL(11, Replay.YES, "com.github.mizosoft"),
    JSOUP_ON_URL_CONNECTION(11, Replay.YES, "org.jsoup"),
    JSOUP_ON_HTTP_CLIENT(11, Replay.YES, "org.jsoup"),
    AWS(11, Replay.NO, "software.amazon org.slf4j org.reactivestreams"),
    LANG_CHAIN(17, Replay.YES, "dev.langchain4j org.slf4j com.fasterxml.jackson"),
    OK_HTTP(11, Replay.NO_TOKEN, "com.squareup.okhttp3 com.squareup.okio org.jetbrains"),
    APACHE(11, Replay.NO_TOKEN, "org.apache.httpcomponents.client5 org.apache.httpcomponents.core5 org.slf4j");

    /** What becomes of a request with a body whose access token the gateway does not take. */
    enum Replay {
        /** It is sent once more, and the application does not notice. */
        YES,
        /** The library gives the JDK a stream, which can be sent only once: the application gets the 401. */
        NO,
        /** The library has an HTTP stack of its own, so the request has no token in the first place. */
        NO_TOKEN
    }

    private final int oldestJdk;
    private final Replay replay;
    private final String groups;

    Library(int oldestJdk, Replay replay, String groups) {
        this.oldestJdk = oldestJdk;
        this.replay = replay;
        this.groups = groups;
    }

    /** Returns the oldest release that the library is for, of those that the agent is for. */
    int oldestJdk() {
        return oldestJdk;
    }

    Replay replay() {
        return replay;
    }

    /** Returns what the agent calls the HTTP stack of its own that the library brings. */
    String stack() {
        return this == OK_HTTP ? "OkHttp" : "Apache HttpClient 5";
    }

    /** Returns the Maven groups of the library's own jars and of those that it needs. */
    List<String> groups() {
        return List.of(groups.split(" "));
    }

    /** Returns a client. Of the libraries' classes only those that it needs are loaded. */
    @SuppressWarnings("StatementSwitchToExpressionSwitch") // Java 11 has no other.
    LibraryClient open() {
        switch (this) {
            case REST_TEMPLATE_ON_HTTP_CLIENT:
                return SpringRestTemplate.onHttpClient();
            case REST_TEMPLATE_ON_URL_CONNECTION:
                return SpringRestTemplate.onUrlConnection();
            case REST_CLIENT:
                return new SpringRestClient();
            case WEB_CLIENT:
                return new SpringWebClient();
            case FEIGN_ON_URL_CONNECTION:
                return FeignClient.onUrlConnection();
            case FEIGN_ON_HTTP_CLIENT:
                return FeignClient.onHttpClient();
            case JERSEY_ON_URL_CONNECTION:
                return JerseyClient.onUrlConnection();
            case JERSEY_ON_HTTP_CLIENT:
                return JerseyClient.onHttpClient();
            case GOOGLE:
                return new GoogleClient();
            case UNIREST:
                return new UnirestClient();
            case METHANOL:
                return new MethanolClient();
            case JSOUP_ON_URL_CONNECTION:
                return JsoupClient.onUrlConnection();
            case JSOUP_ON_HTTP_CLIENT:
                return JsoupClient.onHttpClient();
            case AWS:
                return new AwsClient();
            case LANG_CHAIN:
                return new LangChainClient();
            case OK_HTTP:
                return new OkHttpLibraryClient();
            case APACHE:
                return new ApacheClient();
        }
        throw new AssertionError(this);
    }
}
