package io.github.filevineagent.config;

import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a secret that is given either inline or as a file, and makes sure that it can be used now. */
final class SecretReader {
    static final String NO_FILE_BUT_SECRET = "names no file and looks like the secret itself, so it is not shown";

    private final Section section;

    SecretReader(Section section) {
        this.section = section;
    }

    /** Returns null where none is set, and where it was reported that what is set can't be used. */
    @Nullable
    SecretSource read(Setting<Secret> inlineSetting, Setting<String> fileSetting) {
        SettingValue inline = section.find(inlineSetting);
        SettingValue file = section.find(fileSetting);
        if (inline != null && file != null) {
            section.findings()
                    .problem(
                            inline,
                            "is set, and so is " + file.key() + " (" + file.source() + ")",
                            "one of the two; the file is safer");
            return null;
        }
        if (inline != null) {
            return inline(inline, section.key(fileSetting));
        }
        return file == null ? null : file(file, inlineSetting, fileSetting);
    }

    private @Nullable SecretSource inline(SettingValue value, String fileKey) {
        Secret secret;
        try {
            secret = Form.SECRET.valueOf(value.text());
        } catch (InvalidValue e) {
            section.findings()
                    .problem(
                            value,
                            e.predicate(),
                            Form.SECRET.accepted() + ", or " + fileKey + " with a file that holds it");
            return null;
        }
        if (value.isFromSystemProperty()) {
            section.findings()
                    .warning(value.key() + " is a system property, which other users of the machine can see in the list"
                            + " of processes; " + fileKey + " is safer");
        }
        warnOfOddity(value, "", secret);
        return SecretSource.inline(secret);
    }

    /** Not a problem: nobody but the server knows what a secret looks like. */
    private void warnOfOddity(SettingValue value, String file, Secret secret) {
        String oddity = secret.oddity();
        if (oddity != null) {
            section.findings()
                    .warning(value.key() + (file.isEmpty() ? " " : ": " + file + " ") + oddity
                            + ", which is hardly a part of the secret: have nothing there but the" + " secret itself");
        }
    }

    /** Returns what is wrong with the file, or null. One that hangs may be in order when it is needed. */
    private @Nullable String flawOf(SecretSource source, SettingValue value) {
        Findings findings = section.findings();
        if (findings.patienceNanos() <= 0) {
            return null;
        }
        long start = System.nanoTime();
        try {
            warnOfOddity(value, value.text(), source.read(findings.patienceNanos()));
            return null;
        } catch (IOException e) {
            if (source.hangs()) {
                findings.warning(value.key() + ": " + e.getMessage()
                        + ". The application does not wait for it any longer, and has no token before it can be read");
                return null;
            }
            return Redaction.looksLikeCredential(value.text()) ? NO_FILE_BUT_SECRET : String.valueOf(e.getMessage());
        } finally {
            findings.waitedFor(System.nanoTime() - start);
        }
    }

    private @Nullable SecretSource file(
            SettingValue value, Setting<Secret> inlineSetting, Setting<String> fileSetting) {
        String wrong = null;
        SecretSource source = SecretSource.file(new File(value.text()));
        if (value.text().isEmpty()) {
            wrong = "is blank";
        } else {
            wrong = flawOf(source, value);
        }
        if (wrong == null) {
            return source;
        }
        section.findings()
                .problem(
                        value,
                        wrong,
                        fileSetting.form().accepted() + "; the secret itself goes into " + section.key(inlineSetting));
        return null;
    }
}
