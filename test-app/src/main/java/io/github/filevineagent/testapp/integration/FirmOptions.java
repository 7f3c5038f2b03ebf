package io.github.filevineagent.testapp.integration;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** The command line of {@link FirmSync}, as {@code --name=value}. */
record FirmOptions(
        URI gateway,
        List<String> firms,
        OptionalLong project,
        int threads,
        Duration every,
        Duration runFor,
        OptionalLong answers) {
    static final String USAGE = String.join(
            System.lineSeparator(),
            "Usage: FirmSync --firms=A,B [--name=value]...",
            "  --firms=A,B      the numbers of the firms' organisations",
            "  --gateway=URL    Filevine's API gateway; https://api.filevine.io if not given",
            "  --project=NUMBER the project to write notes and documents to; without it nothing is written",
            "  --threads=4      how many work at the same time; 4 if not given",
            "  --every=0.5s     each thread's pause between two firms; 0.5s if not given",
            "  --run-for=60s    when to end; after 60s if not given",
            "  --answers=NUMBER end as soon as each firm has been served so often");

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a message for the user if an argument is unknown, missing or unusable
     */
    static FirmOptions parse(String... arguments) {
        FirmOptions options = new FirmOptions(
                URI.create("https://api.filevine.io"),
                List.of(),
                OptionalLong.empty(),
                4,
                Duration.ofMillis(500),
                Duration.ofSeconds(60),
                OptionalLong.empty());
        for (String argument : arguments) {
            options = options.with(argument);
        }
        if (options.firms.isEmpty()) {
            throw new IllegalArgumentException("--firms is missing.");
        }
        return options;
    }

    private FirmOptions with(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        String value = equals < 0 ? "" : argument.substring(equals + 1);
        return switch (name) {
            case "--gateway" ->
                new FirmOptions(Options.address(name, value), firms, project, threads, every, runFor, answers);
            case "--firms" -> new FirmOptions(gateway, numbers(name, value), project, threads, every, runFor, answers);
            case "--project" ->
                new FirmOptions(
                        gateway, firms, OptionalLong.of(Options.number(name, value)), threads, every, runFor, answers);
            case "--threads" -> new FirmOptions(gateway, firms, project, count(name, value), every, runFor, answers);
            case "--every" ->
                new FirmOptions(gateway, firms, project, threads, Options.duration(name, value), runFor, answers);
            case "--run-for" ->
                new FirmOptions(gateway, firms, project, threads, every, Options.duration(name, value), answers);
            case "--answers" ->
                new FirmOptions(gateway, firms, project, threads, every, runFor, OptionalLong.of(count(name, value)));
            default -> throw new IllegalArgumentException("Unknown argument " + argument + ".");
        };
    }

    private static List<String> numbers(String name, String value) {
        List<String> numbers = List.of(value.split(",", -1));
        if (!numbers.stream().allMatch(number -> number.matches("\\d+"))) {
            throw Options.unusable(name, value, "a list of numbers", null);
        }
        return numbers;
    }

    private static int count(String name, String value) {
        if (!value.matches("[1-9]\\d{0,6}")) {
            throw Options.unusable(name, value, "a positive number", null);
        }
        return Integer.parseInt(value);
    }
}
