package io.github.filevineagent.token;

import java.io.IOException;

/** The server's answer has more bytes than any token endpoint's would. */
final class AnswerTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(int limit) {
        super("the answer is larger than " + limit + " bytes");
    }
}
