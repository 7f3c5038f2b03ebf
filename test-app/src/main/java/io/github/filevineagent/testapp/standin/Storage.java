package io.github.filevineagent.testapp.standin;

import io.github.filevineagent.testapp.standin.Seen.Remark;
import io.github.filevineagent.testapp.standin.Seen.Server;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.ByteString;

/**
 * Document storage as Amazon S3 does it: the signature in a presigned address is the only credential, and a request
 * that brings an {@code Authorization} header as well is refused.
 */
final class Storage extends Endpoint {
    private final Map<String, String> signatures = new ConcurrentHashMap<>();
    private final Map<String, ByteString> documents = new ConcurrentHashMap<>();
    private volatile URI address = URI.create("");

    Storage(Observer observer) {
        super(Server.STORAGE, observer);
    }

    /** Sets where this storage can be reached: its port is known only when its server runs. */
    void reachableAt(URI newAddress) {
        address = newAddress;
    }

    /** Returns an address at which the document can be put and fetched. */
    String presign(long documentId) {
        String path = path(documentId);
        String signature =
                signatures.computeIfAbsent(path, key -> UUID.randomUUID().toString());
        return address + path + "?signature=" + signature;
    }

    boolean holds(long documentId) {
        return documents.containsKey(path(documentId));
    }

    @Override
    Answer answer(RecordedRequest request) {
        if (request.getHeaders().get("Authorization") != null) {
            return refuse(400, "InvalidArgument", "Only one auth mechanism allowed")
                    .withRemark(Remark.HAS_AUTHORIZATION);
        }
        String path = request.getUrl().encodedPath();
        String signature = request.getUrl().queryParameter("signature");
        if (signature == null || !signature.equals(signatures.get(path))) {
            return refuse(403, "SignatureDoesNotMatch", "The signature is missing or wrong");
        }
        return Answer.of(serve(request, path)).withRemark(Remark.NO_AUTHORIZATION);
    }

    /** Leaves out the query: it holds the signature. */
    @Override
    String shown(RecordedRequest request) {
        return request.getUrl().encodedPath();
    }

    private MockResponse serve(RecordedRequest request, String path) {
        ByteString sent = request.getBody();
        if (request.getMethod().equals("PUT")) {
            documents.put(path, sent == null ? ByteString.EMPTY : sent);
            return new MockResponse.Builder().code(200).build();
        }
        ByteString document = documents.get(path);
        return document == null
                ? new MockResponse.Builder().code(404).build()
                : new MockResponse.Builder()
                        .setHeader("Content-Type", "text/plain")
                        .body(new Buffer().write(document))
                        .build();
    }

    private static Answer refuse(int status, String code, String message) {
        return Answer.of(new MockResponse.Builder()
                        .code(status)
                        .setHeader("Content-Type", "application/xml")
                        .body("<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>")
                        .build())
                .withRemark(Remark.REFUSED);
    }

    private static String path(long documentId) {
        return "/documents/" + documentId;
    }
}
