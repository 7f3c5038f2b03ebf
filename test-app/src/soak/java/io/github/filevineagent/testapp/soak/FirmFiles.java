package io.github.filevineagent.testapp.soak;

import io.github.filevineagent.testapp.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The firms' accounts, and their files as an operator writes them: some at once, by renaming, some bit by bit. Every second one
 * has its PAT in a file of its own. For one thread.
 */
final class FirmFiles {
    static final String CLIENT_ID = "soak-client";

    private static final int FIRST = 1001;

    /** Of those who write a file bit by bit. */
    private static final long PAUSE_MILLIS = 30;

    private final StandIn standIn;
    private final String clientSecret;
    private final Random random;
    private final Path directory;
    private final Path secrets;
    private final Map<String, String> pats = new TreeMap<>();
    private final Map<String, Integer> versions = new TreeMap<>();
    private final Map<String, String> owners;

    /**
     * @param owners where it notes whose each PAT is, and was
     */
    FirmFiles(StandIn standIn, String clientSecret, Path parent, int count, Random random, Map<String, String> owners)
            throws IOException, InterruptedException {
        this.standIn = standIn;
        this.clientSecret = clientSecret;
        this.random = random;
        this.owners = owners;
        this.directory = Files.createDirectory(parent.resolve("firms"));
        this.secrets = Files.createDirectory(parent.resolve("secrets"));
        for (int i = 0; i < count; i++) {
            String firm = String.valueOf(FIRST + i);
            String unused = giveNewPat(firm);
            write(firm);
        }
    }

    /** Returns a map for the last parameter of the constructor. */
    static Map<String, String> newOwners() {
        return new ConcurrentHashMap<>();
    }

    Path directory() {
        return directory;
    }

    /** Returns the numbers of the firms' organisations. */
    List<String> firms() {
        return new ArrayList<>(pats.keySet());
    }

    /** Gives a firm another PAT, which is valid from now on. Returns the one that it had, which is valid, too. */
    String giveNewPat(String firm) {
        String pat = UUID.randomUUID().toString();
        owners.put(pat, firm);
        standIn.addFirm(firm, pat);
        String before = pats.put(firm, pat);
        return before == null ? "" : before;
    }

    /** Has the firm's files be as they should. */
    void write(String firm) throws IOException, InterruptedException {
        if (hasPatFile(firm)) {
            replace(patFile(firm), pats.get(firm) + "\n");
        }
        String text = text(firm);
        if (random.nextBoolean()) {
            replace(file(firm), text);
            return;
        }
        Files.writeString(file(firm), "");
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        Files.writeString(file(firm), text.substring(0, random.nextInt(text.length())));
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        Files.writeString(file(firm), text);
    }

    /** Has the firm's profile be another one, which matters to nobody. */
    void change(String firm) throws IOException, InterruptedException {
        versions.merge(firm, 1, Integer::sum);
        write(firm);
    }

    /** Has something be wrong with the firm's file. */
    void damage(String firm) throws IOException {
        String text = text(firm);
        String wrong = List.of(
                        "",
                        text + "reigon=mars\n",
                        text + "org-id=7\n",
                        text.replace("gateway-hosts=https", "gateway-hosts=ftp"),
                        text.replace("org-id=" + firm, "org-id=" + another(firm)),
                        "\0".repeat(100))
                .get(random.nextInt(6));
        Files.writeString(file(firm), wrong);
    }

    void delete(String firm) throws IOException {
        Files.delete(file(firm));
    }

    private String another(String firm) {
        return String.valueOf(firm.equals(String.valueOf(FIRST)) ? FIRST + 1 : FIRST);
    }

    private String text(String firm) {
        return String.join(
                "\n",
                "# firm " + firm,
                "org-id=" + firm,
                "client-id=" + CLIENT_ID,
                "client-secret=" + clientSecret,
                "identity-url=" + standIn.identity(),
                "gateway-hosts=" + standIn.gateway(),
                "user-id=" + versions.getOrDefault(firm, 1),
                hasPatFile(firm) ? "pat-file=" + patFile(firm) : "pat=" + pats.get(firm),
                "");
    }

    private static boolean hasPatFile(String firm) {
        return Integer.parseInt(firm) % 2 == 0;
    }

    private Path file(String firm) {
        return directory.resolve("firm-" + firm + ".properties");
    }

    private Path patFile(String firm) {
        return secrets.resolve("pat-" + firm);
    }

    private static void replace(Path file, String text) throws IOException {
        Path written = file.resolveSibling("." + file.getFileName() + ".new");
        Files.writeString(written, text);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
