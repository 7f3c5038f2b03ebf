package io.github.filevineagent.config;

import org.jspecify.annotations.Nullable;

/** A Filevine region: presets for {@code filevine.identity-url} and {@code filevine.gateway-hosts}, as one would write them. */
public enum Region {
    /**
     * From Filevine's Identity API document, which names the first identity address, and its v2-us gateway specification and
     * support pages, which name the other.
     */
    US("https://identity.filevine.io", "https://identity.filevine.com", "api.filevine.io, api.filevineapp.com"),
    /** From Filevine's Identity API document. */
    CA("https://identity.filevineapp.ca", null, "api.filevineapp.ca"),
    /** From community clients only. */
    CJIS("https://identity.filevinegov.com", null, "api.filevinegov.com");

    private final String identityUrl;
    private final @Nullable String otherIdentityUrl;
    private final String gatewayHosts;

    Region(String identityUrl, @Nullable String otherIdentityUrl, String gatewayHosts) {
        this.identityUrl = identityUrl;
        this.otherIdentityUrl = otherIdentityUrl;
        this.gatewayHosts = gatewayHosts;
    }

    /** Returns the address of the identity server, without the path of its token endpoint. */
    public String identityUrl() {
        return identityUrl;
    }

    /** Returns the other address under which Filevine documents the identity server, or null where there is but one. */
    public @Nullable String otherIdentityUrl() {
        return otherIdentityUrl;
    }

    /** Returns the gateway hosts, separated by commas. */
    String gatewayHosts() {
        return gatewayHosts;
    }

    /** Returns the value that a setting has in this region where nobody sets it, or null. */
    @Nullable
    String preset(Setting<?> setting) {
        if (setting == Setting.IDENTITY_URL) {
            return identityUrl;
        }
        return setting == Setting.GATEWAY_HOSTS ? gatewayHosts : null;
    }
}
