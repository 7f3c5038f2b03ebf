package io.github.filevineagent.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request's body can be sent a second time with the same bytes.
 *
 * <p>Yes for no body, byte arrays, strings and files, and for streams if the supplier opens a new one each time: the
 * common {@code ofInputStream(() -> stream)} hands out the same exhausted stream again, and a replay would quietly send an
 * empty body. No for publishers of other kinds, since a publisher may serve one subscriber only. The JDK's publishers are
 * recognised by class (JDK 11 to 26); one that is not recognised counts as not repeatable.
 */
final class RepeatableBody {
    private static final String PUBLISHERS = "jdk.internal.net.http.RequestPublishers$";

    private RepeatableBody() {}

    static boolean isIn(HttpRequest request) {
        Optional<BodyPublisher> publisher = request.bodyPublisher();
        return publisher.isEmpty() || isRepeatable(publisher.get());
    }

    private static boolean isRepeatable(Object publisher) {
        String name = publisher.getClass().getName();
        if (!name.startsWith(PUBLISHERS)) {
            return false;
        }
        switch (name.substring(PUBLISHERS.length())) {
            case "EmptyPublisher":
            case "ByteArrayPublisher":
            case "StringPublisher":
            case "FilePublisher":
                return true;
            case "InputStreamPublisher":
                return opensNewStreams(read(publisher, "streamSupplier"));
            case "IterablePublisher":
                // Any other Iterable could be good for one pass only.
                return read(publisher, "content") instanceof Collection;
            case "AggregatePublisher":
                return areRepeatable(read(publisher, "bodies"));
            default:
                return false;
        }
    }

    private static boolean areRepeatable(@Nullable Object parts) {
        if (!(parts instanceof List)) {
            return false;
        }
        for (Object part : (List<?>) parts) {
            if (!isRepeatable(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean opensNewStreams(@Nullable Object supplier) {
        if (!(supplier instanceof Supplier)) {
            return false;
        }
        Object first;
        Object second;
        try {
            first = ((Supplier<?>) supplier).get();
            second = ((Supplier<?>) supplier).get();
        } catch (RuntimeException e) {
            // The application's way of saying that there is no other stream.
            return false;
        }
        if (first == second || !(first instanceof InputStream) || !(second instanceof InputStream)) {
            return false;
        }
        close((InputStream) first);
        close((InputStream) second);
        return true;
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // It was opened to be compared, and nobody has read from it.
        }
    }

    private static @Nullable Object read(Object publisher, String fieldName) {
        try {
            Field field = publisher.getClass().getDeclaredField(fieldName);
            field.setAccessible(true);
            return field.get(publisher);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
