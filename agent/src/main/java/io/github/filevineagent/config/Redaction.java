package io.github.filevineagent.config;

import io.github.filevineagent.common.SafeText;
import java.io.File;

/** Decides what may be shown of a value: the one place that stands between a credential and a message. */
final class Redaction {
    static final String MASK = "***";

    /** What is said of a path that {@linkplain #looksLikeCredential looks like} a credential. */
    static final String NO_FILE_BUT_SECRET = "names no file and looks like the secret itself, so it is not shown";

    private static final int MAX_SHOWN = 100;
    private static final int CREDENTIAL_RUN = 20;

    private Redaction() {}

    /** Returns what a list of settings shows for a value. */
    static String display(Setting<?> setting, String text) {
        Form<?> form = setting.form();
        if (form == Form.SECRET) {
            return MASK;
        }
        if ((form.isPath() && looksLikeCredential(text)) || (form.isAddress() && mayHoldPassword(text))) {
            return MASK;
        }
        return SafeText.oneLine(text, '?');
    }

    /** Returns a value in quotes for a message that says what is wrong with it. */
    static String quote(String text) {
        if (mayHoldPassword(text)) {
            return "'" + MASK + "'";
        }
        return "'" + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...") + "'";
    }

    /**
     * Whether a path is more likely the credential itself, given for the file that should hold it: it is no file, and has
     * more letters and digits in a row than words have.
     */
    static boolean looksLikeCredential(String path) {
        if (path.indexOf('/') >= 0 || path.indexOf('\\') >= 0) {
            return false;
        }
        int run = 0;
        int longestRun = 0;
        for (int i = 0; i < path.length(); i++) {
            run = Ascii.isLetterOrDigit(path.charAt(i)) ? run + 1 : 0;
            longestRun = Math.max(longestRun, run);
        }
        return longestRun >= CREDENTIAL_RUN && !new File(path).exists();
    }

    /** An address with user info ({@code https://user:password@host}). */
    private static boolean mayHoldPassword(String text) {
        return text.indexOf('@') >= 0;
    }
}
