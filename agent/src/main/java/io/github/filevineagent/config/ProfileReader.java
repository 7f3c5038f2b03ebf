package io.github.filevineagent.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one profile, and reports all that is wrong with it. */
final class ProfileReader {
    private final Section section;
    private final Findings findings;
    private final @Nullable HostOwners owners;

    /**
     * @param owners the hosts of all profiles, or null for the only one
     */
    ProfileReader(Section section, @Nullable HostOwners owners) {
        this.section = section;
        this.findings = section.findings();
        this.owners = owners;
    }

    /** Returns null where something that each profile needs is missing or invalid, and was reported. */
    @Nullable
    ProfileConfig read() {
        Region region = region();
        URI identityUrl = identityUrl(region);
        List<GatewayHost> hosts = gatewayHosts(region);
        SecretSource pat = pat();
        String clientId = text(Setting.CLIENT_ID, Values.ACCEPTED_CLIENT_ID);
        SecretSource clientSecret = clientSecret();
        String scope = text(Setting.SCOPE, Values.ACCEPTED_SCOPE);
        String orgId = text(Setting.ORG_ID, Values.ACCEPTED_ORG_ID);
        String userId = text(Setting.USER_ID, Values.ACCEPTED_ID);
        // An invalid org-id, or an unknown one, which has been reported, says nothing about who shares a host.
        if (owners != null && (orgId != null || !section.isSetOrUnknown(Setting.ORG_ID))) {
            owners.claim(hosts, section);
        }
        if (region == null || identityUrl == null || pat == null || scope == null) {
            return null;
        }
        return new ProfileConfig(
                section.profile(),
                section.file(),
                region,
                identityUrl,
                !section.isSet(Setting.IDENTITY_URL),
                hosts,
                pat,
                clientId,
                clientSecret,
                scope,
                orgId,
                userId);
    }

    private @Nullable Region region() {
        SettingValue value = section.get(Setting.REGION);
        try {
            return Values.oneOf(Region.values(), value.text());
        } catch (InvalidValue e) {
            findings.invalid(value, e, Values.accepted(Region.values()));
            return null;
        }
    }

    private @Nullable URI identityUrl(@Nullable Region region) {
        SettingValue value = section.findOrPreset(Setting.IDENTITY_URL, region);
        if (value == null) {
            return null;
        }
        try {
            return IdentityUrl.parse(value.text());
        } catch (InvalidValue e) {
            findings.invalid(value, e, IdentityUrl.ACCEPTED);
            return null;
        }
    }

    private List<GatewayHost> gatewayHosts(@Nullable Region region) {
        List<GatewayHost> hosts = new ArrayList<>();
        SettingValue value = section.findOrPreset(Setting.GATEWAY_HOSTS, region);
        if (value == null) {
            return hosts;
        }
        for (String entry : CommaList.split(value.text())) {
            try {
                hosts.add(HostPatternParser.parse(entry));
            } catch (InvalidValue e) {
                findings.invalid(value, entry, e, HostPatternParser.ACCEPTED);
            }
        }
        return hosts;
    }

    private @Nullable SecretSource pat() {
        if (!section.isSetOrUnknown(Setting.PAT) && !section.isSet(Setting.PAT_FILE)) {
            String pat = section.key(Setting.PAT);
            String file = section.key(Setting.PAT_FILE);
            findings.problem(new Problem(
                    file,
                    section.file() == null ? "not set" : "file " + section.file(),
                    "profile " + section.profile() + " has no Personal Access Token",
                    file + " with a file that holds it, or " + pat + " with the token itself"
                            + (section.file() == null ? environmentNames(file, pat) : "")));
            return null;
        }
        return new SecretReader(section).read(Setting.PAT, Setting.PAT_FILE);
    }

    private static String environmentNames(String file, String pat) {
        return "; as environment variables " + Sources.environmentName(file) + " or " + Sources.environmentName(pat);
    }

    private @Nullable SecretSource clientSecret() {
        SettingValue value = section.find(Setting.CLIENT_SECRET);
        if (value == null) {
            value = section.find(Setting.CLIENT_SECRET_FILE);
        }
        if (value != null && !section.isSetOrUnknown(Setting.CLIENT_ID)) {
            String clientId = section.key(Setting.CLIENT_ID);
            findings.problem(value, "is set, but " + clientId + " is not", "both of them, or neither");
        }
        return new SecretReader(section).read(Setting.CLIENT_SECRET, Setting.CLIENT_SECRET_FILE);
    }

    private @Nullable String text(Setting setting, String accepted) {
        SettingValue value = setting.defaultValue() == null ? section.find(setting) : section.get(setting);
        if (value == null) {
            return null;
        }
        try {
            return Values.text(setting, value.text());
        } catch (InvalidValue e) {
            findings.invalid(value, e, accepted);
            return null;
        }
    }
}
