package io.github.filevineagent.config;

import java.net.IDN;
import java.net.URI;

/** Brings a host into the one form in which hosts are compared, and asks nobody about it: no name is ever resolved. */
final class HostName {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;

    private HostName() {}

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
