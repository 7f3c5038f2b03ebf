package io.github.filevineagent.instrumentation;

import java.lang.reflect.Field;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request's body can be sent a second time with the same bytes, without asking the application for it.
 *
 * <p>Yes for no body, byte arrays, strings and files. No for streams: whether a supplier opens the same file again, takes
 * the next element of a queue, holds a limited resource for each open stream, or hands out the same exhausted one cannot be
 * told apart without asking for streams that are then not sent. No for publishers of other kinds, since a publisher may
 * serve one subscriber only. The JDK's publishers are recognised by class (JDK 11 to 28); one that is not recognised counts
 * as not repeatable.
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
