package io.github.filevineagent.refresh;

import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * There is no valid access token, and none can be had in time. The message says why; it never shows a secret.
 *
 * <p>An application can't name this class, so it gets {@link #forApplication}: from both clients the same type, and a message
 * whose beginning is part of the interface.
 */
public final class TokenUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What each message begins with. Applications compare with it. */
    private static final String BEGINNING = "No valid Filevine access token";

    public TokenUnavailableException(String message) {
        super(message);
    }

    /** Returns the exception that a request fails with. */
    public IOException forApplication() {
        return new IOException(getMessage());
    }

    /** Returns the one of a request whose own timeouts have passed before {@code filevine.token-wait}. */
    public SocketTimeoutException forTimeout() {
        String message = String.valueOf(getMessage());
        return new SocketTimeoutException(
                BEGINNING + " within the connection's own timeouts" + message.substring(BEGINNING.length()));
    }
}
