package io.github.filevineagent.testapp.libraries;

import java.io.IOException;
import java.net.URI;
import org.jsoup.Connection;
import org.jsoup.Jsoup;

/** jsoup, which fetches what it parses. */
final class JsoupClient implements LibraryClient {
    private JsoupClient() {}

    static JsoupClient onUrlConnection() {
        System.setProperty("jsoup.useHttpClient", "false");
        return new JsoupClient();
    }

    static JsoupClient onHttpClient() {
        System.setProperty("jsoup.useHttpClient", "true");
        return new JsoupClient();
    }

    @Override
    public int get(URI uri) throws IOException {
        return request(uri).execute().statusCode();
    }

    @Override
    public int post(URI uri, String json) throws IOException {
        return request(uri)
                .method(Connection.Method.POST)
                .header("Content-Type", "application/json")
                .requestBody(json)
                .execute()
                .statusCode();
    }

    private static Connection request(URI uri) {
        return Jsoup.connect(uri.toString()).ignoreHttpErrors(true).ignoreContentType(true);
    }
}
