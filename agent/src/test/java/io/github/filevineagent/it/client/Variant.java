package io.github.filevineagent.it.client;

import java.net.http.HttpClient;
import java.util.List;

/** Which client, and which protocol. */
public enum Variant {
    H1(HttpClient.Version.HTTP_1_1),
    H2(HttpClient.Version.HTTP_2),
    /** {@code HttpURLConnection}, which knows HTTP/1.1 only; the version is not used. */
    URL(HttpClient.Version.HTTP_1_1),
    /** HTTP/3 and no other, unless a scenario says so. Only JDKs from 26 on have it. */
    H3(Http3.version());

    static final List<Variant> ON_EVERY_JDK = List.of(H1, H2, URL);

    final HttpClient.Version version;

    Variant(HttpClient.Version version) {
        this.version = version;
    }
}
