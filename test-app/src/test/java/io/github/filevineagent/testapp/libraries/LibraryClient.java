package io.github.filevineagent.testapp.libraries;

import java.net.URI;

/** An HTTP library, as an application uses it. Returns the status of the answer, whichever it is. */
interface LibraryClient {
    int get(URI uri) throws Exception;

    int post(URI uri, String json) throws Exception;
}
