package io.github.filevineagent.token;

/** The {@code b68token} of RFC 6750, section 2.1: what may stand after {@code Bearer} in a header. */
final class BearerSyntax {
    /** Longer ones would exceed the header limits of most servers. */
    static final int MAX_LENGTH = 16 * 1024;

    private BearerSyntax() {}

    static boolean accepts(String token) {
        int end = token.length();
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        if (end == 0 || token.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (!isTokenCharacter(token.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/".indexOf(c) != -1;
    }
}
