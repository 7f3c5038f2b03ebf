package io.github.filevineagent.config;

/** What makes the identifiers of two organisations the same, or too much alike to be told apart. */
public final class OrgId {
    private OrgId() {}

    /**
     * Returns the spelling that all identifiers share which a server could take for the same: in lower case, and a number
     * without leading zeros.
     */
    public static String canonical(String id) {
        if (isCanonical(id)) {
            return id;
        }
        return isNumber(id) ? id.substring(leadingZeros(id)) : Ascii.lowerCase(id);
    }

    /** Returns whether an identifier is its own {@link #canonical} spelling. Allocates nothing. */
    public static boolean isCanonical(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return false;
            }
        }
        return leadingZeros(id) == 0 || !isNumber(id);
    }

    /**
     * Returns whether this is a single, plain identifier: ASCII letters, digits, {@code -} and {@code _}. Others, such as
     * {@code 7,8}, {@code +7} or one with digits that are not ASCII, may mean one organisation to us and another to a
     * server. Allocates nothing.
     */
    public static boolean isPlain(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (!Ascii.isLetterOrDigit(c) && c != '-' && c != '_') {
                return false;
            }
        }
        return !id.isEmpty();
    }

    /** Of a number, and not its last digit. */
    private static int leadingZeros(String id) {
        int zeros = 0;
        while (zeros < id.length() - 1 && id.charAt(zeros) == '0') {
            zeros++;
        }
        return zeros;
    }

    private static boolean isNumber(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (!Ascii.isDigit(id.charAt(i))) {
                return false;
            }
        }
        return !id.isEmpty();
    }
}
