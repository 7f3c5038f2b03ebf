package io.github.filevineagent.it.client;

import java.net.http.HttpClient;

/** Which client, and which protocol. */
public enum Variant {
    H1(HttpClient.Version.HTTP_1_1),
    H2(HttpClient.Version.HTTP_2),
    /** {@code HttpURLConnection}, which knows HTTP/1.1 only; the version is not used. */
    URL(HttpClient.Version.HTTP_1_1);

    final HttpClient.Version version;

    Variant(HttpClient.Version version) {
        this.version = version;
    }
}
