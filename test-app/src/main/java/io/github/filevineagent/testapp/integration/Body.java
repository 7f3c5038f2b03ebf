package io.github.filevineagent.testapp.integration;

import java.nio.file.Path;

/** What a call sends: a small JSON text from memory, or a file that is streamed and never held in memory. */
sealed interface Body {
    String contentType();

    record Json(String text) implements Body {
        @Override
        public String contentType() {
            return "application/json";
        }
    }

    record Contents(Path file, String contentType) implements Body {}
}
