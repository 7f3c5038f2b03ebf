package io.github.filevineagent.config;

import java.util.ArrayList;
import java.util.List;

/**
 * How the value of a setting is written: what reads it, what a message says is accepted, and what may be shown of it. Of a
 * comma-separated list it is the form of one entry. Immutable.
 *
 * <p>Whatever kind of value there is, is here, or is a class of its own that extends this one. None is a lambda: all of them
 * are made before the application's {@code main}.
 */
abstract class Form<T> {
    static final Form<Boolean> BOOLEAN = new Choice<>(
            "is neither true nor false", new String[] {"true", "false"}, new Boolean[] {Boolean.TRUE, Boolean.FALSE});

    /** A credential itself, and not a file that holds it. */
    static final Form<Secret> SECRET = new Credential();

    private final String accepted;

    Form(String accepted) {
        this.accepted = accepted;
    }

    /** Returns what is accepted, as a message says it. */
    String accepted() {
        return accepted;
    }

    /**
     * Returns what a text stands for.
     *
     * @param text without surrounding white space
     */
    abstract T valueOf(String text) throws InvalidValue;

    /** Whether it is the path of a file, or of a directory, which somebody may have taken for the secret itself. */
    boolean isPath() {
        return false;
    }

    /** Whether it is an address, which may have a password in it. */
    boolean isAddress() {
        return false;
    }

    /** Returns the form of a choice between the constants of an enum, as they are written: {@code when-used}. */
    static <E extends Enum<E>> Form<E> oneOf(E[] choices) {
        String[] words = new String[choices.length];
        for (int i = 0; i < choices.length; i++) {
            words[i] = Ascii.lowerCase(choices[i].name().replace('_', '-'));
        }
        return new Choice<>("is none of the choices", words, choices);
    }

    /** Returns the form of a choice between two words, the second of which is true. */
    static Form<Boolean> either(String first, String second) {
        return new Choice<>(
                "is none of the choices", new String[] {first, second}, new Boolean[] {Boolean.FALSE, Boolean.TRUE});
    }

    /** Returns the entries of a list, at least one, each without surrounding white space; an entry may be empty. */
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

    /** One of a few words, in upper or lower case. */
    private static final class Choice<T> extends Form<T> {
        private final String refusal;
        private final String[] words;
        private final T[] values;

        Choice(String refusal, String[] words, T[] values) {
            super("");
            this.refusal = refusal;
            this.words = words;
            this.values = values;
        }

        /** Returns {@code us, ca or cjis}. */
        @Override
        String accepted() {
            StringBuilder accepted = new StringBuilder(words[0]);
            for (int i = 1; i < words.length; i++) {
                accepted.append(i == words.length - 1 ? " or " : ", ").append(words[i]);
            }
            return accepted.toString();
        }

        @Override
        T valueOf(String text) throws InvalidValue {
            for (int i = 0; i < words.length; i++) {
                if (words[i].equalsIgnoreCase(text)) {
                    return values[i];
                }
            }
            throw new InvalidValue(refusal);
        }
    }

    /** A text of certain characters. */
    static final class Text extends Form<String> {
        private final boolean ascii;
        private final String refused;
        private final String refusal;

        /**
         * @param ascii whether it is printable ASCII, with one space between two words; else it is anything without control
         *     characters
         * @param refused further characters that it can't have
         * @param refusal what is said of a character that it can't have
         */
        Text(boolean ascii, String refused, String refusal, String accepted) {
            super(accepted);
            this.ascii = ascii;
            this.refused = refused;
            this.refusal = refusal;
        }

        @Override
        String valueOf(String text) throws InvalidValue {
            if (text.isEmpty()) {
                throw new InvalidValue("is blank");
            }
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean allowed = ascii ? c == ' ' || Ascii.isPrintable(c) : !Character.isISOControl(c);
                if (!allowed || refused.indexOf(c) >= 0) {
                    throw new InvalidValue(refusal);
                }
                if (ascii && c == ' ' && text.charAt(i - 1) == ' ') {
                    throw new InvalidValue("has more than one space in a row");
                }
            }
            return text;
        }
    }

    /** The identifier of an organisation or a user, which is the value of a header field; or {@code auto}, in any case. */
    static final class Identifier extends Form<String> {
        private final boolean comma;

        /**
         * @param comma whether it can have one, which would make several of it
         */
        Identifier(boolean comma) {
            super("the identifier in printable ASCII without spaces" + (comma ? "" : " and commas") + ", or auto");
            this.comma = comma;
        }

        @Override
        String valueOf(String text) throws InvalidValue {
            if (text.isEmpty()) {
                throw new InvalidValue("is blank");
            }
            if (!comma && text.indexOf(',') >= 0) {
                throw new InvalidValue("has a comma, which would make it several");
            }
            for (int i = 0; i < text.length(); i++) {
                if (!Ascii.isPrintable(text.charAt(i))) {
                    throw new InvalidValue("has a space or a character that is not printable ASCII");
                }
            }
            return text.equalsIgnoreCase(ProfileConfig.AUTO) ? ProfileConfig.AUTO : text;
        }
    }

    /** The path of a file, or of a directory. What is there is looked at by whoever reads it. */
    static final class Path extends Form<String> {
        private final String refusalOfSecret;

        /**
         * @param refusalOfSecret what is said of a path that is more likely a secret; empty where that is not for this form to
         *     say
         */
        Path(String refusalOfSecret, String accepted) {
            super(accepted);
            this.refusalOfSecret = refusalOfSecret;
        }

        @Override
        String valueOf(String text) throws InvalidValue {
            if (text.isEmpty()) {
                throw new InvalidValue("is blank");
            }
            if (!refusalOfSecret.isEmpty() && Redaction.looksLikeCredential(text)) {
                throw InvalidValue.notShown(refusalOfSecret);
            }
            return text;
        }

        @Override
        boolean isPath() {
            return true;
        }
    }

    /** A credential, of which no message shows anything. */
    private static final class Credential extends Form<Secret> {
        Credential() {
            super("the secret on one line");
        }

        @Override
        Secret valueOf(String text) throws InvalidValue {
            if (text.isEmpty()) {
                throw InvalidValue.notShown("is empty");
            }
            for (int i = 0; i < text.length(); i++) {
                if (Character.isISOControl(text.charAt(i))) {
                    throw InvalidValue.notShown("has a line break or another control character within");
                }
            }
            return Secret.of(text);
        }
    }

    /**
     * A value that can't be accepted. The message says why as a predicate, such as "is not a duration", for the reporter to
     * put the value, or what may be shown of it, in front.
     */
    static final class InvalidValue extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean shown;

        InvalidValue(String predicate) {
            this(predicate, true);
        }

        private InvalidValue(String predicate, boolean shown) {
            super(predicate);
            this.shown = shown;
        }

        /** Of a value that may be a secret: the predicate stands for itself. */
        static InvalidValue notShown(String predicate) {
            return new InvalidValue(predicate, false);
        }

        String predicate() {
            return String.valueOf(getMessage());
        }

        /** Whether a message may show the value. */
        boolean isShown() {
            return shown;
        }
    }
}
