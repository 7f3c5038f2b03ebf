package io.github.filevineagent.config;

import io.github.filevineagent.config.Form.InvalidValue;
import io.github.filevineagent.config.Sources.SettingValue;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one profile, makes sure that its secrets can be used now, and reports all that is wrong with it. */
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
        return secret(Setting.PAT, Setting.PAT_FILE);
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
        return secret(Setting.CLIENT_SECRET, Setting.CLIENT_SECRET_FILE);
    }

    /** Returns null where none is set, and where it was reported that what is set can't be used. */
    private @Nullable SecretSource secret(Setting<Secret> inlineSetting, Setting<String> fileSetting) {
        SettingValue inline = section.find(inlineSetting);
        SettingValue file = section.find(fileSetting);
        if (inline != null && file != null) {
            findings.problem(
                    inline,
                    "is set, and so is " + file.key() + " (" + file.source() + ")",
                    "one of the two; the file is safer");
            return null;
        }
        if (inline != null) {
            return inline(inline, section.key(fileSetting));
        }
        return file == null ? null : file(file, inlineSetting, fileSetting);
    }

    private @Nullable SecretSource inline(SettingValue value, String fileKey) {
        Secret secret;
        try {
            secret = Form.SECRET.valueOf(value.text());
        } catch (InvalidValue e) {
            findings.problem(
                    value, e.predicate(), Form.SECRET.accepted() + ", or " + fileKey + " with a file that holds it");
            return null;
        }
        if (value.isFromSystemProperty()) {
            findings.warning(value.key() + " is a system property, which other users of the machine can see in the list"
                    + " of processes; " + fileKey + " is safer");
        }
        warnOfOddity(value, "", secret);
        return SecretSource.inline(secret);
    }

    private @Nullable SecretSource file(
            SettingValue value, Setting<Secret> inlineSetting, Setting<String> fileSetting) {
        SecretSource source = SecretSource.file(new File(value.text()));
        String wrong = value.text().isEmpty() ? "is blank" : flawOf(source, value);
        if (wrong == null) {
            return source;
        }
        findings.problem(
                value,
                wrong,
                fileSetting.form().accepted() + "; the secret itself goes into " + section.key(inlineSetting));
        return null;
    }

    /** Not a problem: nobody but the server knows what a secret looks like. */
    private void warnOfOddity(SettingValue value, String file, Secret secret) {
        String oddity = secret.oddity();
        if (oddity != null) {
            findings.warning(value.key() + (file.isEmpty() ? " " : ": " + file + " ") + oddity
                    + ", which is hardly a part of the secret: have nothing there but the secret itself");
        }
    }

    /** Returns what is wrong with the file, or null. One that hangs may be in order when it is needed. */
    private @Nullable String flawOf(SecretSource source, SettingValue value) {
        if (findings.patienceNanos() <= 0) {
            return null;
        }
        long start = System.nanoTime();
        try {
            warnOfOddity(value, value.text(), source.read(findings.patienceNanos()));
            return null;
        } catch (IOException e) {
            if (source.hangs()) {
                findings.warning(value.key() + ": " + e.getMessage()
                        + ". The application does not wait for it any longer, and has no token before it can be read");
                return null;
            }
            return Redaction.looksLikeCredential(value.text())
                    ? Redaction.NO_FILE_BUT_SECRET
                    : String.valueOf(e.getMessage());
        } finally {
            findings.waitedFor(System.nanoTime() - start);
        }
    }
}
