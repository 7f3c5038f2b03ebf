package io.github.filevineagent.check;

import java.util.ArrayList;
import java.util.List;

/** An identifier of Filevine's, which is a number everywhere that we have seen it, but need not be. Immutable. */
final class Id {
    /** Each number of so many digits is a {@code long}. */
    private static final int MOST_DIGITS = 18;

    private final String text;

    Id(String text) {
        this.text = text;
    }

    static List<Object> all(List<String> texts) {
        List<Object> ids = new ArrayList<>();
        for (String text : texts) {
            ids.add(new Id(text));
        }
        return ids;
    }

    /** Returns whether it is written as a number is; one with a leading zero is none. */
    boolean isNumber() {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MOST_DIGITS && (text.charAt(0) != '0' || text.length() == 1);
    }

    /** Returns its value, if it {@link #isNumber}. */
    long number() {
        return Long.parseLong(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
