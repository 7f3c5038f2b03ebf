package io.github.filevineagent.refresh;

import java.io.IOException;

/** There is no valid access token, and none can be had in time. The message says why; it never shows a secret. */
public final class TokenUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    public TokenUnavailableException(String message) {
        super(message);
    }
}
