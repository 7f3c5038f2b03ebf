package io.github.filevineagent.config;

import java.net.URI;
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
        Region region = section.read(Setting.REGION);
        URI identityUrl = section.read(Setting.IDENTITY_URL, region);
        List<GatewayHost> hosts = section.readList(Setting.GATEWAY_HOSTS, region);
        SecretSource pat = pat();
        String clientId = section.read(Setting.CLIENT_ID);
        SecretSource clientSecret = clientSecret();
        String scope = section.read(Setting.SCOPE);
        String orgId = section.read(Setting.ORG_ID);
        String userId = section.read(Setting.USER_ID);
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
}
