package io.github.filevineagent.config;

/** Parses one entry of {@code filevine.gateway-hosts}. Refuses whatever could mean another host than its reader thinks. */
final class HostPatternParser extends Form<GatewayHost> {
    static final String ACCEPTED =
            "host, host:port or scheme://host:port, *.example.com for all hosts below example.com,"
                    + " https only, http only when written out and for localhost, 127.0.0.0/8 or [::1]";

    private static final String HTTPS = "https";
    private static final String HTTP = "http";
    private static final String WILDCARD = "*.";
    private static final int MOST_PORT_DIGITS = 5;
    private static final int HIGHEST_PORT = 65535;

    HostPatternParser() {
        super(ACCEPTED);
    }

    @Override
    GatewayHost valueOf(String text) throws InvalidValue {
        return parse(text);
    }

    @Override
    boolean isAddress() {
        return true;
    }

    static GatewayHost parse(String text) throws InvalidValue {
        refuseWhiteSpace(text);
        String scheme = HTTPS;
        String address = text;
        int separator = text.indexOf("://");
        if (separator >= 0) {
            scheme = Ascii.lowerCase(text.substring(0, separator));
            address = text.substring(separator + "://".length());
            if (!scheme.equals(HTTPS) && !scheme.equals(HTTP)) {
                throw new InvalidValue("has a scheme other than https and http");
            }
        }
        if (address.endsWith("/")) {
            // As one copies it from a browser; it says nothing.
            address = address.substring(0, address.length() - 1);
        }
        refuse(address, '@', "has user info, which does not belong here");
        refuse(address, '?', "has a query");
        refuse(address, '#', "has a fragment");
        refuse(address, '/', "has a path");
        refuse(address, '\\', "has a backslash");

        int colon = portSeparator(address);
        int port = colon < 0 ? defaultPort(scheme) : port(address.substring(colon + 1));
        String name = colon < 0 ? address : address.substring(0, colon);
        boolean wildcard = name.startsWith(WILDCARD);
        String host = wildcard ? belowWildcard(name) : withoutWildcard(name);
        if (scheme.equals(HTTP) && (wildcard || !HostName.isLoopback(host))) {
            throw new InvalidValue("uses http, which would show the token to the network");
        }
        return new GatewayHost(scheme, host, wildcard, port);
    }

    static int defaultPort(String scheme) {
        return scheme.equals(HTTP) ? 80 : 443;
    }

    private static void refuseWhiteSpace(String text) throws InvalidValue {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
                throw new InvalidValue("has white space or a control character within");
            }
        }
    }

    private static void refuse(String address, char c, String predicate) throws InvalidValue {
        if (address.indexOf(c) >= 0) {
            throw new InvalidValue(predicate);
        }
    }

    /** Returns the position of the colon before the port, or -1 if there is no port. */
    private static int portSeparator(String address) throws InvalidValue {
        if (!address.startsWith("[")) {
            int colon = address.indexOf(':');
            if (colon != address.lastIndexOf(':')) {
                throw new InvalidValue("has more than one colon (an IPv6 address goes into brackets)");
            }
            return colon;
        }
        int end = address.indexOf(']');
        if (end < 0 || (end + 1 < address.length() && address.charAt(end + 1) != ':')) {
            throw new InvalidValue("has an IPv6 address that can't be read");
        }
        return end + 1 < address.length() ? end + 1 : -1;
    }

    private static int port(String digits) throws InvalidValue {
        int port = 0;
        for (int i = 0; i < digits.length() && i < MOST_PORT_DIGITS; i++) {
            port = Ascii.isDigit(digits.charAt(i)) ? port * 10 + (digits.charAt(i) - '0') : HIGHEST_PORT + 1;
        }
        if (digits.length() > MOST_PORT_DIGITS || port < 1 || port > HIGHEST_PORT) {
            throw new InvalidValue("has a port that is not a number from 1 to " + HIGHEST_PORT);
        }
        return port;
    }

    private static String belowWildcard(String name) throws InvalidValue {
        String host = withoutWildcard(name.substring(WILDCARD.length()));
        if (HostName.isIpAddress(host)) {
            throw new InvalidValue("has a wildcard before an IP address");
        }
        if (host.indexOf('.') < 0) {
            throw new InvalidValue("has a wildcard for all of a top-level domain");
        }
        return host;
    }

    private static String withoutWildcard(String name) throws InvalidValue {
        if (name.equals("*")) {
            throw new InvalidValue("is every host, which nobody may have the token for: name the domain");
        }
        refuse(name, '*', "has a * elsewhere than as its whole first label");
        return HostName.normalize(name);
    }
}
