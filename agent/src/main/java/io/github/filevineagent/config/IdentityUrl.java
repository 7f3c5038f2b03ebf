package io.github.filevineagent.config;

import java.net.URI;

/** Parses {@code filevine.identity-url}, by the same rules for scheme, host and port as the gateway hosts. */
final class IdentityUrl extends Form<URI> {
    static final String ACCEPTED = "an https URL without user info, query and fragment, such as"
            + " https://identity.filevine.io, http only to localhost, 127.0.0.0/8 or [::1]";

    private static final String DEFAULT_PATH = "/connect/token";

    IdentityUrl() {
        super(ACCEPTED);
    }

    @Override
    URI valueOf(String text) throws InvalidValue {
        return parse(text);
    }

    @Override
    boolean isAddress() {
        return true;
    }

    static URI parse(String text) throws InvalidValue {
        int separator = text.indexOf("://");
        if (separator < 0) {
            throw new InvalidValue("has no scheme");
        }
        if (text.indexOf('?') >= 0) {
            throw new InvalidValue("has a query");
        }
        if (text.indexOf('#') >= 0) {
            throw new InvalidValue("has a fragment");
        }
        int slash = text.indexOf('/', separator + "://".length());
        GatewayHost server = HostPatternParser.parse(slash < 0 ? text : text.substring(0, slash));
        if (server.isWildcard()) {
            throw new InvalidValue("has a wildcard");
        }
        String path = slash < 0 || slash == text.length() - 1 ? DEFAULT_PATH : text.substring(slash);
        try {
            URI url = URI.create(server + path);
            // The JDK's URI knows no host names with an underscore, nor do its HTTP clients.
            if (url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidValue("has a character that a path can't have");
        }
        throw new InvalidValue("has a character that a host can't have");
    }
}
