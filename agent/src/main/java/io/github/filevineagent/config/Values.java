package io.github.filevineagent.config;

import org.jspecify.annotations.Nullable;

/** Parses the settings that are a word or two: booleans, choices, scopes and identifiers. */
final class Values {
    static final String ACCEPTED_BOOLEAN = "true or false";
    static final String ACCEPTED_SCOPE =
            "scopes of printable ASCII without quotes and backslashes, one space between two";
    static final String ACCEPTED_CLIENT_ID = "the client identifier, without control characters";
    static final String ACCEPTED_ID = "the identifier in printable ASCII without spaces, or auto";
    static final String ACCEPTED_ORG_ID = "the identifier in printable ASCII without spaces and commas, or auto";

    private Values() {}

    static boolean bool(String text) throws InvalidValue {
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        if (text.equalsIgnoreCase("false")) {
            return false;
        }
        throw new InvalidValue("is neither true nor false");
    }

    static <E extends Enum<E>> E oneOf(E[] choices, String text) throws InvalidValue {
        for (E choice : choices) {
            if (written(choice).equalsIgnoreCase(text)) {
                return choice;
            }
        }
        throw new InvalidValue("is none of the choices");
    }

    /** Returns, for a message, {@code us, ca or cjis}. */
    static <E extends Enum<E>> String accepted(E[] choices) {
        StringBuilder accepted = new StringBuilder();
        for (int i = 0; i < choices.length; i++) {
            if (i > 0) {
                accepted.append(i == choices.length - 1 ? " or " : ", ");
            }
            accepted.append(Ascii.lowerCase(written(choices[i])));
        }
        return accepted.toString();
    }

    private static String written(Enum<?> choice) {
        return choice.name().replace('_', '-');
    }

    /** Checks a scope, a client identifier, or the identifier of an organisation or a user. */
    static String text(Setting setting, String text) throws InvalidValue {
        if (text.isEmpty()) {
            throw new InvalidValue("is blank");
        }
        if (setting == Setting.SCOPE) {
            return scope(text);
        }
        if (setting == Setting.ORG_ID && text.indexOf(',') >= 0) {
            throw new InvalidValue("has a comma, which would make it several");
        }
        return setting == Setting.CLIENT_ID ? clientId(text) : id(text);
    }

    /** RFC 6749, section 3.3: {@code scope-token *( SP scope-token )}. */
    private static String scope(String text) throws InvalidValue {
        boolean afterSpace = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' && afterSpace) {
                throw new InvalidValue("has more than one space in a row");
            }
            if (c == '"' || c == '\\' || (c != ' ' && !Ascii.isPrintable(c))) {
                throw new InvalidValue("has a character that a scope can't have");
            }
            afterSpace = c == ' ';
        }
        return text;
    }

    private static String clientId(String text) throws InvalidValue {
        if (hasControlCharacter(text)) {
            throw new InvalidValue("has a control character");
        }
        return text;
    }

    /** The value of a header field, or {@code auto} in any case. */
    private static String id(String text) throws InvalidValue {
        for (int i = 0; i < text.length(); i++) {
            if (!Ascii.isPrintable(text.charAt(i))) {
                throw new InvalidValue("has a space or a character that is not printable ASCII");
            }
        }
        return text.equalsIgnoreCase(ProfileConfig.AUTO) ? ProfileConfig.AUTO : text;
    }

    /** Returns what keeps a text from being a credential, as a predicate that does not show it, or null for nothing. */
    static @Nullable String flawOfSecret(String text) {
        if (text.isEmpty()) {
            return "is empty";
        }
        return hasControlCharacter(text) ? "has a line break or another control character within" : null;
    }

    private static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
