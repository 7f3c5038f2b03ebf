package io.github.filevineagent.testapp.integration;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The command line, as {@code --name=value}. */
record Options(URI gateway, OptionalLong project, List<String> clients, Duration pollFor, Duration pollEvery) {
    static final String USAGE = String.join(
            System.lineSeparator(),
            "Usage: CaseSync [--name=value]...",
            "  --gateway=URL       Filevine's API gateway; https://api.filevine.io if not given",
            "  --project=NUMBER    the project to write a note and a document to; without it nothing is written",
            "  --clients=A,B       of " + String.join(", ", CaseSync.CLIENTS) + "; all if not given",
            "  --poll-for=9s       how long to poll for new notes; 0s for not at all; 9s if not given",
            "  --poll-every=0.75s  the pause between two polls; 0.75s if not given");

    private static final String ADDRESS = "an http or https address";
    private static final String DURATION = "a duration such as 0.75s, 9s or 2m";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a message for the user if an argument is unknown or its value unusable
     */
    static Options parse(String... arguments) {
        Options options = new Options(
                URI.create("https://api.filevine.io"),
                OptionalLong.empty(),
                CaseSync.CLIENTS,
                Duration.ofSeconds(9),
                Duration.ofMillis(750));
        for (String argument : arguments) {
            options = options.with(argument);
        }
        return options;
    }

    private Options with(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        String value = equals < 0 ? "" : argument.substring(equals + 1);
        return switch (name) {
            case "--gateway" -> new Options(address(name, value), project, clients, pollFor, pollEvery);
            case "--project" -> new Options(gateway, OptionalLong.of(number(name, value)), clients, pollFor, pollEvery);
            case "--clients" -> new Options(gateway, project, clientNames(name, value), pollFor, pollEvery);
            case "--poll-for" -> new Options(gateway, project, clients, duration(name, value), pollEvery);
            case "--poll-every" -> new Options(gateway, project, clients, pollFor, duration(name, value));
            default -> throw new IllegalArgumentException("Unknown argument " + argument + ".");
        };
    }

    static URI address(String name, String value) {
        try {
            URI address = URI.create(value);
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw unusable(name, value, ADDRESS, e);
        }
        throw unusable(name, value, ADDRESS, null);
    }

    static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw unusable(name, value, "a number", e);
        }
    }

    private static List<String> clientNames(String name, String value) {
        List<String> names = List.of(value.split(",", -1));
        if (!CaseSync.CLIENTS.containsAll(names)) {
            throw unusable(name, value, "a list of " + String.join(", ", CaseSync.CLIENTS), null);
        }
        return names;
    }

    static Duration duration(String name, String value) {
        try {
            Duration duration = Duration.parse("PT" + value);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw unusable(name, value, DURATION, e);
        }
        throw unusable(name, value, DURATION, null);
    }

    static IllegalArgumentException unusable(String name, String value, String accepted, @Nullable Exception cause) {
        return new IllegalArgumentException(name + "=" + value + " is not " + accepted + ".", cause);
    }
}
