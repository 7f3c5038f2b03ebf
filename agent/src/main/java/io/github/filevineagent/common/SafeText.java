package io.github.filevineagent.common;

/**
 * Makes a text safe to show, whoever wrote it: a value that somebody has configured, what a server answers, the name of a
 * person. It can then neither fake another line of a log nor steer the terminal of whoever reads it. The one place for this;
 * whether a text may be shown at all, since it may be a secret, is decided before.
 */
public final class SafeText {
    private SafeText() {}

    /**
     * Returns the text on one line, in whatever language it is.
     *
     * @param instead of each control character, and of each line separator of Unicode
     */
    public static String oneLine(String text, char instead) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? instead : c);
        }
        return line.toString();
    }

    /**
     * Returns the text in printable ASCII, for what has no business to be anything else.
     *
     * @param instead of each other character; a space stays one
     */
    public static String ascii(String text, char instead) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii.append(c >= ' ' && c <= '~' ? c : instead);
        }
        return ascii.toString();
    }
}
