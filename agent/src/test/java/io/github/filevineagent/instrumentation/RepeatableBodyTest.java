package io.github.filevineagent.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RepeatableBodyTest {
    private static final byte[] BODY = {1, 2, 3};

    static Stream<Arguments> publishers() {
        return Stream.of(
                Arguments.of("no body", BodyPublishers.noBody(), true),
                Arguments.of("string", BodyPublishers.ofString("body"), true),
                Arguments.of("empty string", BodyPublishers.ofString(""), true),
                Arguments.of("byte array", BodyPublishers.ofByteArray(BODY), true),
                Arguments.of("part of a byte array", BodyPublishers.ofByteArray(BODY, 1, 2), true),
                Arguments.of("stream", BodyPublishers.ofInputStream(RepeatableBodyTest::neverOpened), false),
                Arguments.of("list of byte arrays", BodyPublishers.ofByteArrays(List.of(BODY)), true),
                Arguments.of(
                        "iterable",
                        BodyPublishers.ofByteArrays(() -> List.of(BODY).iterator()),
                        false),
                Arguments.of("publisher", BodyPublishers.fromPublisher(BodyPublishers.noBody()), false),
                Arguments.of("publisher of a length", BodyPublishers.fromPublisher(BodyPublishers.noBody(), 3), false),
                Arguments.of("application's own", new OwnPublisher(), false));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("publishers")
    void isIn_publisher_isTrueWhereTheSameBytesCanBeSentAgain(
            String description, BodyPublisher publisher, boolean expected) {
        assertThat(RepeatableBody.isIn(post(publisher))).as(description).isEqualTo(expected);
    }

    @Test
    void isIn_requestWithoutAPublisher_isTrue() {
        HttpRequest get = HttpRequest.newBuilder(URI.create("https://api.filevineapp.com/"))
                .build();

        assertThat(RepeatableBody.isIn(get)).isTrue();
    }

    @Test
    void isIn_file_isTrue(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("body"), BODY);

        assertThat(RepeatableBody.isIn(post(BodyPublishers.ofFile(file)))).isTrue();
    }

    @Test
    void isIn_partsInARow_isTrueIfEachOneIs() throws ReflectiveOperationException {
        assumeTrue(Runtime.version().feature() >= 16, "BodyPublishers.concat is new in JDK 16");
        BodyPublisher repeatable = BodyPublishers.ofString("a");
        BodyPublisher notRepeatable = BodyPublishers.ofInputStream(RepeatableBodyTest::neverOpened);

        assertThat(RepeatableBody.isIn(post(concat(repeatable, repeatable)))).isTrue();
        assertThat(RepeatableBody.isIn(post(concat(repeatable, notRepeatable)))).isFalse();
        assertThat(RepeatableBody.isIn(post(concat(repeatable, concat(repeatable, repeatable)))))
                .isTrue();
        assertThat(RepeatableBody.isIn(post(concat(repeatable, concat(notRepeatable, repeatable)))))
                .isFalse();
    }

    private static BodyPublisher concat(BodyPublisher... parts) throws ReflectiveOperationException {
        return (BodyPublisher)
                BodyPublishers.class.getMethod("concat", BodyPublisher[].class).invoke(null, (Object) parts);
    }

    private static HttpRequest post(BodyPublisher publisher) {
        return HttpRequest.newBuilder(URI.create("https://api.filevineapp.com/"))
                .POST(publisher)
                .build();
    }

    /** A supplier may hold something limited for each stream, or have one only. */
    private static InputStream neverOpened() {
        throw new AssertionError("only asked about, never sent");
    }

    private static final class OwnPublisher implements BodyPublisher {
        @Override
        public long contentLength() {
            return 0;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            throw new AssertionError("only asked about, never sent");
        }
    }
}
