package io.github.filevineagent.token;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.BaseSettings;
import com.fasterxml.jackson.databind.cfg.CoercionConfigs;
import com.fasterxml.jackson.databind.cfg.ConfigOverrides;
import com.fasterxml.jackson.databind.cfg.DatatypeFeatures;
import com.fasterxml.jackson.databind.deser.BeanDeserializerFactory;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.introspect.SimpleMixInResolver;
import com.fasterxml.jackson.databind.jsontype.impl.LaissezFaireSubTypeValidator;
import com.fasterxml.jackson.databind.jsontype.impl.StdSubtypeResolver;
import com.fasterxml.jackson.databind.util.RootNameLookup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that servers answer: RFC 8259 to the letter, in UTF-8. Thread-safe.
 *
 * <p>Databind's deserializer of trees does the reading, with what an {@code ObjectMapper} would hand it, and no mapper. The
 * initializer of that class makes a date format, for which the JDK decides on the default time zone, once and for the whole
 * JVM: an application that sets {@code user.timezone} in its {@code main} would be too late (seen on JDK 17 and 25). The
 * check, which writes, has a mapper, and a JVM of its own.
 *
 * <p>It takes some 240 classes before the first answer can be read. So nothing but {@link #prepare} and the first use loads
 * them.
 */
final class Json {
    /** Deeper than any answer, and far from what would overflow a stack. */
    private static final int MAX_DEPTH = 250;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** Made when it is first needed; a class of its own, so that whoever loads this one does not wait for it. */
    private static final class Reading {
        private static final JsonFactory FACTORY = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                // A recycled buffer would keep an answer, and with it a token, for the next one to overwrite.
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build();

        private static final DeserializationConfig CONFIG = new DeserializationConfig(
                        base(),
                        new StdSubtypeResolver(),
                        new SimpleMixInResolver(null),
                        new RootNameLookup(),
                        new ConfigOverrides(),
                        new CoercionConfigs(),
                        DatatypeFeatures.defaultFeatures())
                // As a double, 1e400 would be infinite, which is no number any more.
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

        private static final DefaultDeserializationContext CONTEXT =
                new DefaultDeserializationContext.Impl(BeanDeserializerFactory.instance);

        private static final JsonDeserializer<? extends JsonNode> TREES =
                JsonNodeDeserializer.getDeserializer(JsonNode.class);

        /** Nothing of what is for beans, dates and names: trees have none. */
        private static BaseSettings base() {
            return new BaseSettings(
                    null,
                    AnnotationIntrospector.nopInstance(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Locale.ROOT,
                    null,
                    Base64Variants.getDefaultVariant(),
                    LaissezFaireSubTypeValidator.instance,
                    null,
                    null);
        }

        static @Nullable JsonNode tree(String text) throws IOException {
            try (JsonParser parser = FACTORY.createParser(text)) {
                if (parser.nextToken() == null) {
                    return null;
                }
                JsonNode tree = TREES.deserialize(parser, CONTEXT.createInstance(CONFIG, parser, null));
                // Or else something follows the value.
                return parser.nextToken() == null ? tree : null;
            }
        }
    }

    private Json() {}

    /** Loads all that reading an answer needs, on the calling thread. From the second time on it takes microseconds. */
    static void prepare() throws IOException {
        JsonNode unused = Reading.tree("{\"prepared\":1}");
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
            return Reading.tree(marked ? text.substring(1) : text);
        } catch (CharacterCodingException | JsonProcessingException | NumberFormatException | ArithmeticException e) {
            // Dropped, because its message can quote the body, and with it a token. The last two are for exponents of
            // ten digits, which Jackson leaves to BigDecimal.
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
    }
}
