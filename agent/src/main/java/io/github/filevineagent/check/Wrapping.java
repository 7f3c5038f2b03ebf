package io.github.filevineagent.check;

import java.util.StringTokenizer;

/** Breaks a text into lines that fit a terminal. */
final class Wrapping {
    private Wrapping() {}

    /**
     * Returns the text with line breaks, and that many spaces behind each. The first line has room for as many before it.
     *
     * @param width of the terminal, or 0 for a text that is not to be broken; a word is never
     */
    static String wrap(String text, int width, int indent) {
        if (width == 0 || text.length() <= width - indent) {
            return text;
        }
        StringBuilder wrapped = new StringBuilder(text.length() + 2 * indent);
        int column = 0;
        StringTokenizer words = new StringTokenizer(text, " ");
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            if (column > 0 && column + 1 + word.length() > width - indent) {
                wrapped.append(System.lineSeparator()).append(" ".repeat(indent));
                column = 0;
            } else if (column > 0) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            column += word.length();
        }
        return wrapped.toString();
    }
}
