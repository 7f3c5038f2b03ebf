package io.github.filevineagent.testapp.libraries;

import java.util.List;

/** The libraries, one constant for each of the ways in which they call HTTP. */
enum Library {
    REST_TEMPLATE_ON_HTTP_CLIENT(Replay.NO, "org.springframework io.micrometer"),
    REST_TEMPLATE_ON_URL_CONNECTION(Replay.NO, "org.springframework io.micrometer"),
    REST_CLIENT(Replay.NO, "org.springframework io.micrometer"),
    WEB_CLIENT(Replay.NO, "org.springframework io.micrometer io.projectreactor org.reactivestreams"),
    FEIGN_ON_URL_CONNECTION(Replay.NO, "io.github.openfeign"),
    FEIGN_ON_HTTP_CLIENT(Replay.YES, "io.github.openfeign"),
    JERSEY_ON_URL_CONNECTION(Replay.YES, "org.glassfish jakarta"),
    JERSEY_ON_HTTP_CLIENT(Replay.YES, "org.glassfish jakarta"),
    GOOGLE(Replay.NO, "com.google io.opencensus io.grpc"),
    UNIREST(Replay.YES, "com.konghq"),
    METHANOL(Replay.YES, "com.github.mizosoft"),
    JSOUP_ON_URL_CONNECTION(Replay.YES, "org.jsoup"),
    JSOUP_ON_HTTP_CLIENT(Replay.YES, "org.jsoup"),
    AWS(Replay.NO, "software.amazon org.slf4j org.reactivestreams"),
    LANG_CHAIN(Replay.YES, "dev.langchain4j org.slf4j com.fasterxml.jackson"),
    OK_HTTP(Replay.NO_TOKEN, "com.squareup.okhttp3 com.squareup.okio org.jetbrains"),
    APACHE(Replay.NO_TOKEN, "org.apache.httpcomponents.client5 org.apache.httpcomponents.core5 org.slf4j");

    /** What becomes of a request with a body whose access token the gateway does not take. */
    enum Replay {
        /** It is sent once more, and the application does not notice. */
        YES,
        /** The library gives the JDK a stream, which can be sent only once: the application gets the 401. */
        NO,
        /** The library has an HTTP stack of its own, so the request has no token in the first place. */
        NO_TOKEN
    }

    private final Replay replay;
    private final String groups;

    Library(Replay replay, String groups) {
        this.replay = replay;
        this.groups = groups;
    }

    Replay replay() {
        return replay;
    }

    /** Returns the Maven groups of the library's own jars and of those that it needs. */
    List<String> groups() {
        return List.of(groups.split(" "));
    }

    /** Returns a client. Of the libraries' classes only those that it needs are loaded. */
    LibraryClient open() {
        return switch (this) {
            case REST_TEMPLATE_ON_HTTP_CLIENT -> SpringRestTemplate.onHttpClient();
            case REST_TEMPLATE_ON_URL_CONNECTION -> SpringRestTemplate.onUrlConnection();
            case REST_CLIENT -> new SpringRestClient();
            case WEB_CLIENT -> new SpringWebClient();
            case FEIGN_ON_URL_CONNECTION -> FeignClient.onUrlConnection();
            case FEIGN_ON_HTTP_CLIENT -> FeignClient.onHttpClient();
            case JERSEY_ON_URL_CONNECTION -> JerseyClient.onUrlConnection();
            case JERSEY_ON_HTTP_CLIENT -> JerseyClient.onHttpClient();
            case GOOGLE -> new GoogleClient();
            case UNIREST -> new UnirestClient();
            case METHANOL -> new MethanolClient();
            case JSOUP_ON_URL_CONNECTION -> JsoupClient.onUrlConnection();
            case JSOUP_ON_HTTP_CLIENT -> JsoupClient.onHttpClient();
            case AWS -> new AwsClient();
            case LANG_CHAIN -> new LangChainClient();
            case OK_HTTP -> new OkHttpLibraryClient();
            case APACHE -> new ApacheClient();
        };
    }
}
