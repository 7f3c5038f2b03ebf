package io.github.filevineagent.token;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/**
 * Lets proxies have the credentials that the application's default {@link Authenticator} has for them, and nobody else: the
 * identity server, should it answer 401 with a challenge, must not get the application's passwords.
 */
final class ProxyAuthenticator extends Authenticator {

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        if (getRequestorType() != RequestorType.PROXY) {
            return null;
        }
        return Authenticator.requestPasswordAuthentication(
                getRequestingHost(),
                getRequestingSite(),
                getRequestingPort(),
                getRequestingProtocol(),
                getRequestingPrompt(),
                getRequestingScheme(),
                getRequestingURL(),
                RequestorType.PROXY);
    }
}
