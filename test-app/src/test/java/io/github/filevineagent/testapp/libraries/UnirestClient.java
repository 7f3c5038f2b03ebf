package io.github.filevineagent.testapp.libraries;

import java.net.URI;
import kong.unirest.core.Unirest;
import kong.unirest.core.UnirestInstance;

/** Unirest 4. */
final class UnirestClient implements LibraryClient {
    private final UnirestInstance unirest = Unirest.spawnInstance();

    @Override
    public int get(URI uri) {
        return unirest.get(uri.toString()).asEmpty().getStatus();
    }

    @Override
    public int post(URI uri, String json) {
        return unirest.post(uri.toString())
                .header("Content-Type", "application/json")
                .body(json)
                .asEmpty()
                .getStatus();
    }
}
