package io.github.filevineagent.authorize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code Routes} and the configuration say about shared hosts, said in a slow and plain way. */
final class FirmsModel {
    static final String[] PATTERNS = {
        "x.example.com", "*.example.com", "*.y.example.com", "x.y.example.com", "x.example.org"
    };
    static final String[] HOSTS = {
        "x.example.com", "z.example.com", "x.y.example.com", "z.z.y.example.com", "X.Example.COM.", "example.com"
    };
    static final String[] ORGANISATIONS = {"", "auto", "7", "8", "07", "Firm", "firm", "9", "7.0", "AUTO"};
    static final String[] HEADERS = {
        "7", "8", "07", "007", " 7", "8\t", "", " ", "Firm", "firm", "FIRM", "9", "10", "7.0", "7,8", "+7", "auto",
        "\uFF17"
    };

    private final List<Firm> firms = new ArrayList<>();

    /** One profile. */
    private static final class Firm {
        final String name;
        final List<String> patterns;
        final @Nullable String organisation;

        Firm(String name, List<String> patterns, @Nullable String organisation) {
            this.name = name;
            this.patterns = patterns;
            this.organisation = organisation;
        }

        String canonical() {
            if (organisation == null) {
                return "";
            }
            return organisation.matches("[0-9]+")
                    ? organisation.replaceFirst("^0+(?=.)", "")
                    : organisation.toLowerCase(Locale.ROOT);
        }

        boolean isOn(String host) {
            return patterns.stream().anyMatch(pattern -> {
                String plain = host.toLowerCase(Locale.ROOT).replaceFirst("[.]$", "");
                return pattern.startsWith("*.") ? plain.endsWith(pattern.substring(1)) : plain.equals(pattern);
            });
        }
    }

    /**
     * @param organisation empty for none
     */
    void add(String name, List<String> patterns, String organisation) {
        boolean fixed = !organisation.isEmpty() && !organisation.equalsIgnoreCase("auto");
        firms.add(new Firm(name, List.copyOf(patterns), fixed ? organisation : null));
    }

    /** Returns what configures these, the default profile as any other. */
    Map<String, String> settings(Map<String, String> organisations) {
        Map<String, String> settings = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (Firm firm : firms) {
            boolean standard = firm.name.equals("default");
            String prefix = standard ? "filevine." : "filevine.profile." + firm.name + ".";
            if (!standard) {
                names.add(firm.name);
            }
            settings.put(prefix + "pat", "pat");
            settings.put(prefix + "gateway-hosts", String.join(",", firm.patterns));
            String organisation = organisations.getOrDefault(firm.name, "");
            if (!organisation.isEmpty()) {
                settings.put(prefix + "org-id", organisation);
            }
        }
        if (!names.isEmpty()) {
            settings.put("filevine.profiles", String.join(",", names));
        }
        return settings;
    }

    /** Whether no request could go with either of two: a host below each pattern tells. */
    boolean isValid() {
        List<String> hosts = new ArrayList<>();
        for (String pattern : PATTERNS) {
            hosts.add(pattern.replace("*", "q"));
        }
        for (Firm one : firms) {
            for (Firm other : firms) {
                if (one != other
                        && one.canonical().equals(other.canonical())
                        && hosts.stream().anyMatch(host -> one.isOn(host) && other.isOn(host))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns the name of the profile, or null for none, or "no gateway". */
    @Nullable
    String profileFor(String host, List<String> headers) {
        List<Firm> there = new ArrayList<>();
        firms.stream().filter(firm -> firm.isOn(host)).forEach(there::add);
        if (there.size() <= 1) {
            return there.isEmpty() ? "no gateway" : there.get(0).name;
        }
        if (headers.isEmpty()) {
            return there.stream()
                    .filter(firm -> firm.name.equals("default"))
                    .map(firm -> firm.name)
                    .findFirst()
                    .orElse(withoutOrganisation(there));
        }
        if (headers.size() > 1) {
            return null;
        }
        String header =
                Pattern.compile("^[ \t]+|[ \t]+$").matcher(headers.get(0)).replaceAll("");
        for (Firm firm : there) {
            if (header.equals(firm.organisation)) {
                return firm.name;
            }
        }
        Firm asFirm = new Firm("", List.of(), header);
        boolean clear = header.matches("[A-Za-z0-9_-]+")
                && there.stream().noneMatch(firm -> firm.canonical().equals(asFirm.canonical()));
        return clear ? withoutOrganisation(there) : null;
    }

    private static @Nullable String withoutOrganisation(List<Firm> there) {
        return there.stream()
                .filter(firm -> firm.organisation == null)
                .map(firm -> firm.name)
                .findFirst()
                .orElse(null);
    }
}
