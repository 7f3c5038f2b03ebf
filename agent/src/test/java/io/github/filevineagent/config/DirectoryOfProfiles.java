package io.github.filevineagent.config;

import io.github.filevineagent.common.Log;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A directory of profiles' files, what the agent sees of it, and what it says, with clocks in the test's hand. */
final class DirectoryOfProfiles {
    private static final String PREFIX = "[filevine-agent] ";

    private final Path path;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ProfilesDirectory directory;
    private long nanos = 7;
    private int taken;

    /**
     * @param settings of the agent, without {@code filevine.profiles-dir}
     */
    DirectoryOfProfiles(Path path, GivenSettings settings) {
        this(path, settings, true);
    }

    private DirectoryOfProfiles(Path path, GivenSettings settings, boolean isStarted) {
        this.path = path;
        this.directory = new ProfilesDirectory(path.toString(), profilesOf(settings, path), log());
        if (isStarted) {
            directory.tellNewProfiles();
        }
    }

    /** Returns one that is looked at while the agent starts. */
    static DirectoryOfProfiles atStart(Path path) {
        return new DirectoryOfProfiles(path, GivenSettings.none(), false);
    }

    DirectoryOfProfiles(Path path, Folder folder, long patienceNanos) {
        this.path = path;
        this.directory = new ProfilesDirectory(folder, path.toString(), List.of(), log(), patienceNanos);
        directory.tellNewProfiles();
    }

    private static List<ProfileConfig> profilesOf(GivenSettings settings, Path path) {
        try {
            return settings.property("filevine.profiles-dir", path.toString())
                    .read()
                    .profiles();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Log log() {
        return new Log(new PrintStream(output, true, StandardCharsets.UTF_8), Log.Level.INFO);
    }

    /** Writes the file of a firm on the test's one host, with an organisation, and with further lines. */
    void firm(String name, String organisation, String... lines) throws IOException {
        write(
                name,
                "pat=pat-of-" + name + "\ngateway-hosts=gw.example.com\norg-id=" + organisation + "\n"
                        + String.join("\n", lines));
    }

    void write(String name, String text) throws IOException {
        Files.writeString(file(name), text);
    }

    Path file(String name) {
        return path.resolve(name + ".properties");
    }

    /** Has a file be as if it had been written just now, by the clock of {@link #lookOnce}. */
    void touch(String name) throws IOException {
        Files.setLastModifiedTime(file(name), FileTime.fromMillis(nowMillis()));
    }

    private long nowMillis() {
        // Years after what a test writes was written.
        return TimeUnit.NANOSECONDS.toMillis(nanos) + 2_051_222_400_000L;
    }

    /** Looks as the agent does: now, and a second later again for as long as there is something that is about to change. */
    DirectoryOfProfiles look() {
        pass(5);
        for (int i = 0; i < 10 && lookOnce(); i++) {
            pass(1);
        }
        return this;
    }

    /** Looks once. Returns whether it wants to look again soon. */
    boolean lookOnce() {
        return directory.look(nowMillis(), nanos);
    }

    /** Lets so many seconds pass. */
    void pass(long seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Returns the profiles by name. */
    Map<String, ProfileConfig> profiles() {
        Map<String, ProfileConfig> profiles = new LinkedHashMap<>();
        for (ProfileConfig profile : directory.profiles()) {
            profiles.put(profile.name(), profile);
        }
        return profiles;
    }

    /** Returns the profiles with their organisations. */
    String organisations() {
        return profiles().values().stream()
                .map(profile -> profile.name() + "=" + profile.orgId())
                .collect(Collectors.joining(" "));
    }

    ProfilesDirectory directory() {
        return directory;
    }

    /** Returns what was said since this was last asked, with DIR for the directory. */
    List<String> news() {
        List<String> all = output.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(PREFIX.length())
                        .replace(path + File.separator, "DIR/")
                        .replace(path.toString(), "DIR"))
                .collect(Collectors.toList());
        List<String> news = all.subList(taken, all.size());
        taken = all.size();
        return news;
    }
}
