package io.github.filevineagent.config;

import java.util.ArrayList;
import java.util.List;

/** Splits a value at its commas. */
final class CommaList {
    private CommaList() {}

    /** Returns at least one entry, each without surrounding white space; an entry may be empty. */
    static List<String> split(String text) {
        List<String> entries = new ArrayList<>();
        int start = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', start)) {
            entries.add(text.substring(start, comma).trim());
            start = comma + 1;
        }
        entries.add(text.substring(start).trim());
        return entries;
    }
}
