package io.github.filevineagent.testapp.demo;

import io.github.filevineagent.testapp.standin.StandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** Two law firms on one gateway, each with a PAT of its own and a file for {@code filevine.profiles-dir}. */
final class Firms {
    /** Their organisations' numbers. */
    static final String FIRST = "4711";

    static final String SECOND = "4712";

    private final StandIn standIn;
    private final TemporaryDirectory temporary;
    private final String clientSecret;
    private final Path directory;

    /**
     * @param clientSecret of the client {@link Demo#CLIENT_ID}
     */
    Firms(StandIn standIn, TemporaryDirectory temporary, String clientSecret) throws IOException {
        this.standIn = standIn;
        this.temporary = temporary;
        this.clientSecret = clientSecret;
        this.directory = temporary.directory("firms");
    }

    Path directory() {
        return directory;
    }

    /** Gives a firm an account, and writes its file. Returns the file's name. */
    String add(String organisation) throws IOException {
        String personalAccessToken = UUID.randomUUID().toString();
        standIn.addFirm(organisation, personalAccessToken);
        String name = "firm-" + organisation + ".properties";
        Path unused = temporary.secretFile(
                directory.getFileName() + "/" + name,
                String.join(
                        "\n",
                        "org-id=" + organisation,
                        "pat=" + personalAccessToken,
                        "client-id=" + Demo.CLIENT_ID,
                        "client-secret=" + clientSecret,
                        "identity-url=" + standIn.identity(),
                        "gateway-hosts=" + standIn.gateway(),
                        ""));
        return name;
    }
}
