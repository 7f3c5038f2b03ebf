package io.github.filevineagent.authorize;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.AgentConfig;
import io.github.filevineagent.config.ConfigException;
import io.github.filevineagent.config.ConfigReader;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.refresh.SteppedTokens;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** Profiles of several firms, read as the agent itself reads them, each with tokens in the test's hand. */
public final class Firms {
    private static final String HOST = "gw.example.com";

    private final Map<String, SteppedTokens> tokens = new HashMap<>();
    private final Map<String, Profile> profiles = new LinkedHashMap<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final AgentConfig config;
    private final Authorizer authorizer;

    private Firms(Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try {
            config = new ConfigReader(properties, Map.of()).read();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
        for (ProfileConfig profile : config.profiles()) {
            SteppedTokens ofProfile = new SteppedTokens();
            tokens.put(profile.name(), ofProfile);
            profiles.put(profile.name(), new Profile(profile, ofProfile.source(), host -> {}));
        }
        authorizer = new Authorizer(config, profiles(), log(), host -> {});
    }

    /** Returns firms on one host, each with its organisation, which is empty for none. */
    static Firms of(Map<String, String> organisations) {
        return on(HOST, organisations, Map.of());
    }

    /** Returns firms on one host, written as {@code seven=7 others=}. */
    public static Firms parse(String firms) {
        return on(HOST, organisationsIn(firms), Map.of());
    }

    /** Returns firms on some hosts, written as {@code seven=7 others=}, with further settings. */
    public static Firms on(String gatewayHosts, String firms, Map<String, String> settings) {
        return on(gatewayHosts, organisationsIn(firms), settings);
    }

    /** Returns what the agent reads from these settings. */
    static Firms configured(Map<String, String> settings) {
        return new Firms(settings);
    }

    private static Firms on(String gatewayHosts, Map<String, String> organisations, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        List<String> names = new ArrayList<>();
        organisations.forEach((name, organisation) -> {
            String prefix = name.equals(ProfileConfig.DEFAULT_NAME) ? "filevine." : "filevine.profile." + name + ".";
            if (!name.equals(ProfileConfig.DEFAULT_NAME)) {
                names.add(name);
            }
            settings.put(prefix + "pat", "pat-of-" + name);
            settings.put(prefix + "gateway-hosts", gatewayHosts);
            if (!organisation.isEmpty()) {
                settings.put(prefix + "org-id", organisation);
            }
        });
        if (!names.isEmpty()) {
            settings.put("filevine.profiles", String.join(",", names));
        }
        return new Firms(settings);
    }

    private static Map<String, String> organisationsIn(String firms) {
        Map<String, String> organisations = new LinkedHashMap<>();
        for (String firm : firms.split(" ", -1)) {
            String[] parts = firm.split("=", 2);
            organisations.put(parts[0], parts[1]);
        }
        return organisations;
    }

    public AgentConfig config() {
        return config;
    }

    public Authorizer authorizer() {
        return authorizer;
    }

    Gateway gateway() {
        return Objects.requireNonNull(authorizer.gatewayFor("https", HOST, -1));
    }

    public Log log() {
        return new Log(new PrintStream(output, true, StandardCharsets.UTF_8), Log.Level.INFO);
    }

    public List<String> logLines() {
        return output.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
    }

    public SteppedTokens tokens(String name) {
        return Objects.requireNonNull(tokens.get(name), name);
    }

    public Profile profile(String name) {
        return Objects.requireNonNull(profiles.get(name), name);
    }

    public List<Profile> profiles() {
        return new ArrayList<>(profiles.values());
    }

    /** Gives each firm a token that tells whose it is: {@code token-of-NAME}. */
    public Firms issue() {
        tokens.forEach((name, ofProfile) -> ofProfile.issue("token-of-" + name));
        return this;
    }

    /** Has each of these be the successor of the one of the same name, as where a firm's file has changed. */
    public Firms inPlaceOf(Firms earlier) {
        for (ProfileConfig profile : config.profiles()) {
            String name = profile.name();
            profiles.put(name, new Profile(profile, tokens(name).source(), host -> {}, earlier.profiles.get(name)));
        }
        return this;
    }

    /** Has requests go with the profiles of others from now on. */
    public void replaceBy(Firms others) {
        authorizer.replaceProfiles(others.profiles());
    }
}
