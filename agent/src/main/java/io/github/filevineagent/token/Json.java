package io.github.filevineagent.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.BeanSerializerFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that servers answer, and writes that of the check: RFC 8259 to the letter, in UTF-8. Thread-safe.
 *
 * <p>With the one mapper of this JVM. To make it takes a tenth of a second of one processor, some 400 classes and the JDK's
 * locale data, so nothing but {@link #prepare} and the first use does.
 */
public final class Json {
    /** Deeper than any answer, and far from what would overflow a stack. */
    private static final int MAX_DEPTH = 250;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private static volatile boolean prepared;

    /** Made when it is first needed; a class of its own, so that whoever loads this one does not wait for it. */
    private static final class Shared {
        static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .build())
                        // A recycled buffer would keep an answer, and with it a token, for the next one to overwrite.
                        .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                // As a double, 1e400 would be infinite, which is no number any more.
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    private Json() {}

    /** Makes the mapper, and all that reading an answer needs, on the calling thread. Does nothing from the second time on. */
    static void prepare() throws JsonProcessingException {
        if (prepared) {
            return;
        }
        // First what needs no dates: a thread that has an answer to read by now loads the JDK's data for these, see
        // below.
        Object unusedSerializers = BeanSerializerFactory.instance;
        Object unusedDeserializers = BeanDeserializerFactory.instance;
        JsonNode unused = readTree("{\"prepared\":1}");
        prepared = true;
    }

    /**
     * Returns what a body says, or null if it is anything but one JSON value in UTF-8. Of a duplicate member the last one
     * counts, as in nearly every JSON parser.
     */
    static @Nullable JsonNode read(byte[] body) {
        try {
            // Not from the bytes, in which Jackson would also find UTF-16 and UTF-32. This refuses what is no UTF-8.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            if (!prepared) {
                // Jackson's default format for dates makes one of these, which takes the JDK as long as all the rest of
                // the
                // mapper. The other half can be made beside it.
                Object unused = new SimpleDateFormat("z", Locale.US);
            }
            return readTree(marked ? text.substring(1) : text);
        } catch (CharacterCodingException | JsonProcessingException | NumberFormatException | ArithmeticException e) {
            // Dropped, because its message can quote the body, and with it a token. The last two are for exponents of
            // ten
            // digits, which Jackson leaves to BigDecimal.
            return null;
        }
    }

    private static @Nullable JsonNode readTree(String text) throws JsonProcessingException {
        JsonNode json = Shared.MAPPER.readTree(text);
        return json.isMissingNode() ? null : json;
    }

    /** Returns an empty object, to be filled and then {@linkplain #write written}. */
    public static ObjectNode newObject() {
        return Shared.MAPPER.createObjectNode();
    }

    /** Returns the text on one line, in ASCII: nobody knows the encoding at the other end of a pipe. */
    public static String write(JsonNode json) {
        try {
            // Jackson takes DEL for a character that can be shown. In JSON it can only stand in a string.
            return Shared.MAPPER.writeValueAsString(json).replace("\u007f", "\\u007f");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
