package io.github.filevineagent.it.client;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/** Knows the password for a proxy, and has none for servers. */
final class Password extends Authenticator {
    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() == RequestorType.PROXY
                ? new PasswordAuthentication("user", "password".toCharArray())
                : null;
    }
}
