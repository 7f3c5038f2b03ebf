package io.github.filevineagent.token;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads the JSON that servers answer: RFC 8259 to the letter, in UTF-8, nested no deeper than {@value #MAX_DEPTH} levels.
 *
 * <p>With Gson's pull parser: six classes, which keep no buffers for later. Jackson's loads some 70, and with them the tables
 * of {@code BigDecimal}, whose making was measured to delay a program's first answer on JDK 25 by 18 ms.
 */
final class StrictJson {
    private static final int MAX_DEPTH = 250;

    private StrictJson() {}

    /**
     * Returns a reader of a body. It throws an {@code IOException} about anything that is not JSON, whose message must not be
     * shown: it can quote the body, and with it a token.
     */
    static JsonReader readerOf(byte[] body) {
        // A decoder made like this refuses what is no UTF-8.
        JsonReader json = new JsonReader(
                new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8.newDecoder()));
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(MAX_DEPTH);
        return json;
    }
}
