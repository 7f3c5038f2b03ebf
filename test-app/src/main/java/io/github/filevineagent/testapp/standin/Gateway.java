package io.github.filevineagent.testapp.standin;

import io.github.filevineagent.testapp.standin.Seen.Remark;
import io.github.filevineagent.testapp.standin.Seen.Server;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.RecordedRequest;

/** The API gateway: lets a request with exactly one valid access token through to the case files, and no other. */
final class Gateway extends Endpoint {
    private final Tokens tokens;
    private final CaseFiles caseFiles;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    Gateway(Tokens tokens, CaseFiles caseFiles, Observer observer) {
        super(Server.GATEWAY, observer);
        this.tokens = tokens;
        this.caseFiles = caseFiles;
    }

    @Override
    Answer answer(RecordedRequest request) {
        List<String> headers = request.getHeaders().values("Authorization");
        if (headers.size() > 1) {
            Map<String, String> body = Map.of("message", "More than one Authorization header");
            return Answer.of(Json.response(400, body)).withRemark(Remark.REFUSED);
        }
        Tokens.Verdict verdict = tokens.judge(headers.isEmpty() ? null : headers.get(0), organisation(request));
        Answer answer = verdict.accepted() ? letThrough(request) : refuse(request, verdict);
        return answer.withGeneration(verdict.generation());
    }

    private Answer letThrough(RecordedRequest request) {
        Answer answer = caseFiles.answer(request);
        return refused.remove(key(request)) ? answer.withRemark(Remark.REPLAYED) : answer;
    }

    private Answer refuse(RecordedRequest request, Tokens.Verdict verdict) {
        // Only a request that came with a token is expected back.
        if (verdict.generation().isPresent()) {
            refused.add(key(request));
        }
        if (verdict.remark() == Remark.TOKEN_OF_ANOTHER) {
            return Answer.of(Json.response(403, Map.of("message", "Forbidden"))).withRemark(verdict.remark());
        }
        Map<String, String> body = Map.of("message", "Unauthorized");
        return Answer.of(Json.response(401, body)
                        .newBuilder()
                        .setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                        .build())
                .withRemark(verdict.remark());
    }

    private static String key(RecordedRequest request) {
        return organisation(request) + " " + request.getMethod() + " " + request.getTarget();
    }
}
