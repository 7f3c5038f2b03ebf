package io.github.filevineagent.it.client;

import java.net.URI;
import java.util.Locale;
import java.util.function.Function;

/** Ways of writing the gateway's address, and addresses that only look like it. */
@SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
enum Address implements Scenario {
    LOWER_CASE(call -> call.uri("gateway", "ok")),
    UPPER_CASE_HOST(call -> replace(call.uri("gateway", "ok"), "api.filevine.test", "API.FILEVINE.TEST")),
    UPPER_CASE_SCHEME(call -> replace(call.uri("gateway", "ok"), "https", "https".toUpperCase(Locale.ROOT))),
    TRAILING_DOT(call -> replace(call.uri("plain", "ok"), "localhost", "localhost.")),
    USER_INFO(call -> replace(call.uri("gateway", "ok"), "https://", "https://user:password@")),
    GATEWAY_AS_USER_INFO(call -> replace(call.uri("storage", "ok"), "https://", "https://api.filevine.test@")),
    GATEWAY_AS_SUBDOMAIN(call -> call.uri("lookalike", "ok")),
    PRESIGNED_STORAGE_URL(call -> call.uri("storage", "ok?X-Amz-Signature=0a1b")),
    OTHER_PORT(call -> call.uri("otherport", "ok")),
    HTTP_FOR_HTTPS(call -> call.uri("downgrade", "ok")),
    IDENTITY_HOST(call -> call.uri("identity", "ok"));

    private final Function<Call, URI> uri;

    Address(Function<Call, URI> uri) {
        this.uri = uri;
    }

    @Override
    public void run(Call call) throws Exception {
        call.get("answer", uri.apply(call));
    }

    private static URI replace(URI uri, String part, String replacement) {
        return URI.create(uri.toString().replace(part, replacement));
    }
}
