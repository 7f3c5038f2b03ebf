package io.github.filevineagent.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One set of credentials and the gateway hosts they are for. Immutable. */
public final class ProfileConfig {
    /** The name of the profile that the properties without {@code profile.NAME.} describe. */
    public static final String DEFAULT_NAME = "default";

    /** What {@code org-id} and {@code user-id} are set to where the gateway is to be asked. */
    public static final String AUTO = "auto";

    private final String name;
    private final @Nullable String file;
    private final Region region;
    private final URI identityUrl;
    private final boolean identityUrlPreset;
    private final List<GatewayHost> gatewayHosts;
    private final SecretSource pat;
    private final @Nullable String clientId;
    private final @Nullable SecretSource clientSecret;
    private final String scope;
    private final @Nullable String orgId;
    private final @Nullable String userId;

    /**
     * @param file of the profile's own, as messages show it; null for one whose settings are among the agent's
     */
    ProfileConfig(
            String name,
            @Nullable String file,
            Region region,
            URI identityUrl,
            boolean identityUrlPreset,
            List<GatewayHost> gatewayHosts,
            SecretSource pat,
            @Nullable String clientId,
            @Nullable SecretSource clientSecret,
            String scope,
            @Nullable String orgId,
            @Nullable String userId) {
        this.name = name;
        this.file = file;
        this.region = region;
        this.identityUrl = identityUrl;
        this.identityUrlPreset = identityUrlPreset;
        this.gatewayHosts = List.copyOf(gatewayHosts);
        this.pat = pat;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.scope = scope;
        this.orgId = orgId;
        this.userId = userId;
    }

    public String name() {
        return name;
    }

    /** Returns the file that this profile has of its own, as messages show it, or null. */
    public @Nullable String file() {
        return file;
    }

    /** Returns the full name of one of its properties, as a message should show it. */
    public String key(String property) {
        if (file != null) {
            return property + " in " + file;
        }
        return name.equals(DEFAULT_NAME) ? Setting.PREFIX + property : Section.PROFILE_PREFIX + name + "." + property;
    }

    /** Returns whether another one says the same, wherever it is written. */
    boolean isSameAs(ProfileConfig other) {
        return name.equals(other.name)
                && region == other.region
                && identityUrl.equals(other.identityUrl)
                && identityUrlPreset == other.identityUrlPreset
                && gatewayHosts.toString().equals(other.gatewayHosts.toString())
                && pat.isSameAs(other.pat)
                && Objects.equals(clientId, other.clientId)
                && (clientSecret == null ? other.clientSecret == null : clientSecret.isSameAs(other.clientSecret))
                && scope.equals(other.scope)
                && Objects.equals(orgId, other.orgId)
                && Objects.equals(userId, other.userId);
    }

    public Region region() {
        return region;
    }

    /** Returns the token endpoint, path included. */
    public URI identityUrl() {
        return identityUrl;
    }

    /**
     * Returns the other token endpoint that Filevine documents for the region, for where the name of {@link #identityUrl()}
     * does not resolve. Null where there is none, or where somebody has set the address: that is never replaced.
     */
    public @Nullable URI otherIdentityUrl() {
        String other = identityUrlPreset ? region.otherIdentityUrl() : null;
        return other == null ? null : URI.create(other + identityUrl.getRawPath());
    }

    /**
     * Returns the identity servers as hosts that requests can be compared with: the one that is configured, and all of the
     * region, since an access token has no business at any of them.
     */
    public List<GatewayHost> identityServers() {
        List<GatewayHost> servers = new ArrayList<>();
        servers.add(server(identityUrl));
        servers.add(server(URI.create(region.identityUrl())));
        String other = region.otherIdentityUrl();
        if (other != null) {
            servers.add(server(URI.create(other)));
        }
        return servers;
    }

    private static GatewayHost server(URI url) {
        String scheme = url.getScheme();
        int port = url.getPort();
        return new GatewayHost(scheme, url.getHost(), false, port == -1 ? HostPatternParser.defaultPort(scheme) : port);
    }

    /** Returns whether {@link #identityUrl()} is the region's own. */
    public boolean isIdentityUrlPreset() {
        return identityUrlPreset;
    }

    public List<GatewayHost> gatewayHosts() {
        return gatewayHosts;
    }

    /** Returns whether they are the region's: all that there are, of which a customer may have but one. */
    public boolean hasPresetGatewayHosts() {
        List<String> configured = new ArrayList<>();
        for (GatewayHost host : gatewayHosts) {
            configured.add(host.toString());
        }
        List<String> preset = new ArrayList<>();
        for (String host : Form.split(region.gatewayHosts())) {
            preset.add("https://" + host);
        }
        return configured.equals(preset);
    }

    public SecretSource pat() {
        return pat;
    }

    public @Nullable String clientId() {
        return clientId;
    }

    public @Nullable SecretSource clientSecret() {
        return clientSecret;
    }

    public String scope() {
        return scope;
    }

    /** Returns the value of {@code x-fv-orgid}, {@link #AUTO}, or null for none. */
    public @Nullable String orgId() {
        return orgId;
    }

    /** Returns the value of {@code x-fv-userid}, {@link #AUTO}, or null for none. */
    public @Nullable String userId() {
        return userId;
    }

    /** Returns whether one of the two ids is {@link #AUTO}. */
    public boolean hasAutoIds() {
        return AUTO.equals(orgId) || AUTO.equals(userId);
    }
}
