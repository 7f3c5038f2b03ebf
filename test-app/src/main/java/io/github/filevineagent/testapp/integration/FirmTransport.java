package io.github.filevineagent.testapp.integration;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/** Makes calls for one firm: says so to the gateway, and numbers them. Thread-safe. */
final class FirmTransport implements Transport {
    private static final String ORGANISATION = "x-fv-orgid";

    private final Transport transport;
    private final URI gateway;
    private final String organisation;
    private final AtomicLong latest;

    /**
     * @param latest the number of the latest call, which they share with those for other firms
     */
    FirmTransport(Transport transport, URI gateway, String organisation, AtomicLong latest) {
        this.transport = transport;
        this.gateway = gateway;
        this.organisation = organisation;
        this.latest = latest;
    }

    @Override
    public CompletableFuture<Reply> send(Call call) {
        Map<String, String> headers = new HashMap<>();
        headers.put(Call.NUMBER, String.valueOf(latest.incrementAndGet()));
        if (gateway.getAuthority().equals(call.uri().getAuthority())) {
            headers.put(ORGANISATION, organisation);
        }
        Call numbered = call.withHeaders(headers);
        return transport.send(numbered).handle((reply, failure) -> {
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                throw new CallFailedException(numbered + ": " + cause, cause);
            }
            if (!reply.isSuccess()) {
                throw new CallFailedException(numbered, reply);
            }
            return reply;
        });
    }
}
