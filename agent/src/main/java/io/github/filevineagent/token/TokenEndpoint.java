package io.github.filevineagent.token;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where access tokens are issued, and how messages name that place. Immutable. */
public final class TokenEndpoint {
    private final URI url;
    private final @Nullable URI otherKnown;

    /**
     * @param url absolute, path included, https, or http to a loopback address
     * @param otherKnown for a preset: the other address that Filevine's documents name for the same region, which messages
     *     then suggest; null where there is none, or where the operator chose the address
     */
    public TokenEndpoint(URI url, @Nullable URI otherKnown) {
        this.url = url;
        this.otherKnown = otherKnown;
    }

    URI url() {
        return url;
    }

    /** Returns a sentence, with a space before it, that suggests the other known address; empty where there is none. */
    String hintAtOtherKnown(String identityUrlKey) {
        return otherKnown == null
                ? ""
                : " Filevine's documents also name " + otherKnown + " for this region: to use it, set " + identityUrlKey
                        + ".";
    }

    /** Returns the address without user info, query and fragment, where somebody may have put a secret. */
    @Override
    public String toString() {
        String port = url.getPort() == -1 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
    }
}
