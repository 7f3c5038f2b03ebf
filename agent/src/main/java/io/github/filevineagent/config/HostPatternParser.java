package io.github.filevineagent.config;

import java.net.IDN;
import java.net.URI;

/**
 * Parses one entry of {@code filevine.gateway-hosts}. Refuses whatever could mean another host than its reader thinks, brings
 * the host into the one form in which hosts are compared, and asks nobody about it: no name is ever resolved.
 */
final class HostPatternParser extends Form<GatewayHost> {
    static final String ACCEPTED =
            "host, host:port or scheme://host:port, *.example.com for all hosts below example.com,"
                    + " https only, http only when written out and for localhost, 127.0.0.0/8 or [::1]";

    private static final String HTTPS = "https";
    private static final String HTTP = "http";
    private static final String WILDCARD = "*.";
    private static final int MOST_PORT_DIGITS = 5;
    private static final int HIGHEST_PORT = 65535;
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;

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
        if (scheme.equals(HTTP) && (wildcard || !isLoopback(host))) {
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
        if (isIpAddress(host)) {
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
        return normalize(name);
    }

    /**
     * Returns the host as lower-case ASCII without a trailing dot; an IPv6 literal keeps its brackets and its spelling, as
     * in {@link URI#getHost()}.
     */
    static String normalize(String text) throws InvalidValue {
        if (text.startsWith("[")) {
            return ipv6(Ascii.lowerCase(text));
        }
        String host = Ascii.lowerCase(toAscii(text));
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw new InvalidValue("has no host");
        }
        if (host.length() > LONGEST_NAME) {
            throw new InvalidValue("has a host of more than " + LONGEST_NAME + " characters");
        }
        int start = 0;
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', start)) {
            checkLabel(host.substring(start, dot));
            start = dot + 1;
        }
        checkLabel(host.substring(start));
        // A name can't end in a number (RFC 3696, section 2); what does and is no address would be read as some
        // address.
        if (isNumber(host.substring(start)) && !isIpv4(host)) {
            throw new InvalidValue("has a host that ends in a number and is not an IPv4 address");
        }
        return host;
    }

    /**
     * @param host as {@link #normalize} returns it
     */
    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.equals("[0:0:0:0:0:0:0:1]")
                || (host.startsWith("127.") && isIpv4(host));
    }

    static boolean isIpAddress(String host) {
        return host.startsWith("[") || isIpv4(host);
    }

    private static String toAscii(String text) throws InvalidValue {
        if (Ascii.isAscii(text)) {
            return text;
        }
        try {
            return IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw new InvalidValue("has a host that can't be written as an internationalized domain name");
        }
    }

    private static void checkLabel(String label) throws InvalidValue {
        if (label.isEmpty()) {
            throw new InvalidValue("has a host with an empty label");
        }
        if (label.length() > LONGEST_LABEL) {
            throw new InvalidValue("has a host with a label of more than " + LONGEST_LABEL + " characters");
        }
        if (label.startsWith("-") || label.endsWith("-")) {
            throw new InvalidValue("has a host with a label that begins or ends with a hyphen");
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (!Ascii.isLetterOrDigit(c) && c != '-' && c != '_') {
                throw new InvalidValue("has a character that a host can't have");
            }
        }
    }

    private static boolean isNumber(String label) {
        for (int i = 0; i < label.length(); i++) {
            if (!Ascii.isDigit(label.charAt(i))) {
                return false;
            }
        }
        return !label.isEmpty();
    }

    /** Four decimal numbers without leading zeros, which some would read as octal. */
    private static boolean isIpv4(String host) {
        int parts = 0;
        int start = 0;
        while (start <= host.length()) {
            int dot = host.indexOf('.', start);
            String part = host.substring(start, dot < 0 ? host.length() : dot);
            if (!isNumber(part) || part.length() > 3 || (part.length() > 1 && part.startsWith("0"))) {
                return false;
            }
            if (Integer.parseInt(part) > 255) {
                return false;
            }
            parts++;
            start = dot < 0 ? host.length() + 1 : dot + 1;
        }
        return parts == 4;
    }

    private static String ipv6(String literal) throws InvalidValue {
        try {
            // A zone ("%eth0") is a matter of one machine, and no part of what goes into a Host header.
            if (literal.indexOf('%') < 0
                    && literal.equals(URI.create("https://" + literal).getHost())) {
                return literal;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidValue("has an IPv6 address that can't be read");
        }
        throw new InvalidValue("has an IPv6 address that can't be read");
    }
}
