package io.github.filevineagent.config;

import io.github.filevineagent.config.FolderLook.Sight;
import io.github.filevineagent.config.Form.InvalidValue;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what is in the file of one profile. */
final class ProfileFileReader {
    private static final String ACCEPTED_FILE =
            "a Java properties file in UTF-8 of at most " + FolderLook.MAX_KIB + " KiB";

    private final String profile;
    private final String file;

    /**
     * @param file as messages show it
     */
    ProfileFileReader(String profile, String file) {
        this.profile = profile;
        this.file = file;
    }

    /** Reports all that is wrong with the file itself, and returns whether that is nothing. Reads no file with a secret. */
    boolean check(Sight sight, Findings findings) {
        checkName(findings);
        Properties properties = properties(sight, findings);
        if (properties != null) {
            // Whoever has no patience reads no secrets.
            Findings ofText = new Findings(0, 0);
            ProfileConfig unused = read(properties, ofText);
            for (Problem problem : ofText.problems()) {
                findings.problem(problem);
            }
            reportUnknown(properties.stringPropertyNames(), findings);
        }
        return findings.problems().isEmpty();
    }

    /**
     * Returns the profile of a file with which nothing is wrong, or null where that is so of a file with a secret, which is
     * reported.
     */
    @Nullable
    ProfileConfig read(Sight sight, Findings findings) {
        Properties properties = properties(sight, findings);
        ProfileConfig config = properties == null ? null : read(properties, findings);
        return findings.problems().isEmpty() ? config : null;
    }

    private @Nullable ProfileConfig read(Properties properties, Findings findings) {
        return new ProfileReader(section(properties, findings), null).read();
    }

    /** Returns what is set in the file, be it valid or not; null where it can't be read. */
    @Nullable
    Section section(Sight sight) {
        Findings ignored = new Findings(0, 0);
        Properties properties = properties(sight, ignored);
        return properties == null ? null : section(properties, ignored);
    }

    private Section section(Properties properties, Findings findings) {
        return Section.ofFile(profile, file, properties, findings);
    }

    private void checkName(Findings findings) {
        try {
            Setting.PROFILES.form().valueOf(profile);
        } catch (InvalidValue e) {
            findings.problem(problem(
                    Redaction.quote(profile) + " " + e.predicate(),
                    "files called NAME.properties, with a name of " + ProfileNames.ONLY_CHARACTERS));
        }
    }

    private @Nullable Properties properties(Sight sight, Findings findings) {
        byte[] bytes = sight.bytes();
        if (bytes == null) {
            findings.problem(problem(String.valueOf(sight.failure()), ACCEPTED_FILE));
            return null;
        }
        OnceOnly properties = new OnceOnly();
        String flaw;
        try {
            String text = FileRead.text(bytes);
            if (text.indexOf('\0') >= 0) {
                // As a file can be after a crash, which is UTF-8 all the same.
                throw new IOException("is no text, but binary");
            }
            properties.load(new StringReader(text));
            for (String key : properties.repeated) {
                findings.problem(new Problem(shown(key), source(), "is there more than once", "each key once"));
            }
            return properties;
        } catch (IOException e) {
            flaw = String.valueOf(e.getMessage());
        } catch (IllegalArgumentException e) {
            flaw = ConfigFile.BAD_ESCAPE;
        }
        findings.problem(problem(flaw, ACCEPTED_FILE));
        return null;
    }

    private void reportUnknown(Set<String> keys, Findings findings) {
        for (String key : new TreeSet<>(keys)) {
            Setting<?> setting = Setting.withSuffix(key);
            if (setting == null) {
                findings.problem(unknown(key));
            } else if (!setting.isPerProfile()) {
                findings.problem(
                        new Problem(key, source(), "is no setting of a profile", setting.key() + ", for all of them"));
            }
        }
    }

    private Problem unknown(String key) {
        String nearest = nearest(key);
        return new Problem(
                shown(key),
                source(),
                nearest == null ? "is no known key" : "is no known key (did you mean " + nearest + "?)",
                String.join(", ", keys()));
    }

    /** Shows a key only if somebody meant one that we know: of a file that holds a secret, the secret is read as a key. */
    private static String shown(String key) {
        return Setting.withSuffix(key) != null || nearest(key) != null ? key : "a key that is not shown";
    }

    private static @Nullable String nearest(String key) {
        String suffix = key.startsWith(Setting.PREFIX) ? key.substring(key.lastIndexOf('.') + 1) : key;
        if (suffix.length()
                > Setting.PREFIX.length() + Setting.CLIENT_SECRET_FILE.suffix().length()) {
            return null;
        }
        return Suggestion.close(suffix, keys());
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (Setting<?> setting : Setting.values()) {
            if (setting.isPerProfile()) {
                keys.add(setting.suffix());
            }
        }
        return keys;
    }

    private Problem problem(String wrong, String accepted) {
        return new Problem("profile " + profile, source(), wrong, accepted);
    }

    private String source() {
        return "file " + file;
    }

    /** Remembers which keys were there more than once: which of its values holds would be a guess, as of two organisations. */
    private static final class OnceOnly extends Properties {
        private static final long serialVersionUID = 1L;

        private final transient Set<String> repeated = new TreeSet<>();

        @Override
        public synchronized @Nullable Object put(Object key, Object value) {
            Object before = super.put(key, value);
            if (before != null) {
                repeated.add(key.toString());
            }
            return before;
        }
    }
}
