package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingTest {

    @Test
    void markdown_allSettings_isTheDocumentedTable() {
        assertThat(Setting.markdown())
                .containsExactly(
                        "| property | default | meaning |",
                        "|---|---|---|",
                        "| `filevine.enabled` | `true` | `false`: the agent does nothing at all |",
                        "| `filevine.region` | `us` | `us`, `ca` or `cjis`: presets of the two rows below |",
                        "| `filevine.identity-url` | the region's | token endpoint; a URL without a path gets"
                                + " `/connect/token`. https only; http only to a loopback address |",
                        "| `filevine.gateway-hosts` | the region's | comma-separated `host`, `host:port` or"
                                + " `scheme://host:port`; `*.example.com` matches any depth below, not `example.com`"
                                + " itself. A bare host means https on port 443; http is accepted only for a loopback"
                                + " address and only when written out |",
                        "| `filevine.pat` / `filevine.pat-file` | none, one is required | the Personal Access"
                                + " Token, or a file that holds it (surrounding white space trimmed), read again for"
                                + " each exchange, so that a rotated secret is picked up |",
                        "| `filevine.client-id` | none | sent as `client_id` where set |",
                        "| `filevine.client-secret` / `filevine.client-secret-file` | none | as for the PAT |",
                        "| `filevine.scope` | `fv.api.gateway.access tenant filevine.v2.api.* openid email"
                                + " fv.auth.tenant.read` | space-separated scopes |",
                        "| `filevine.org-id`, `filevine.user-id` | none | where set, `x-fv-orgid` and"
                                + " `x-fv-userid` are added to gateway requests that lack them; `auto` asks the gateway"
                                + " (below) |",
                        "| `filevine.token-wait` | `10s` | the longest that a request waits for a token when"
                                + " there is no valid one |",
                        "| `filevine.when-unavailable` | `fail` | no valid token within the wait: `fail` the"
                                + " request with an `IOException` that says why, or `pass` it through without the header"
                                + " |",
                        "| `filevine.replay-unauthorized` | `true` | a 401 from the gateway to a request that"
                                + " we authorised: get a fresh token, send the request once more |",
                        "| `filevine.connect-timeout`, `filevine.exchange-timeout` | `5s`, `15s` | the"
                                + " exchange's connect timeout, and its total deadline, body included |",
                        "| `filevine.on-config-error` | `abort` | `abort` the start of the JVM with exit"
                                + " status 1, or `disable` the agent and let the application start |",
                        "| `filevine.log-level` | `info` | `error`, `warn`, `info`, `debug`, `off`; standard"
                                + " error, one line each, prefixed `[filevine-agent]` |",
                        "| `filevine.log-timestamps` | `false` | `true`: the time in front of each line on standard error,"
                                + " for where nothing else puts it there |",
                        "| `filevine.log-to` | `stderr` | `system`: the application's own logging by way of"
                                + " `System.Logger`, once the application has begun to log; until then, `stderr` (below) |",
                        "| `filevine.jmx` | `true` | register the MBean (lazily, never during premain) |",
                        "| `filevine.health-file` | none | a file that is there, and less than a minute old, as long as"
                                + " there is a valid token: for probes (below) |",
                        "| `filevine.profiles` | none | names of further credential sets; each reads"
                                + " `filevine.profile.NAME.…` with the keys from `region` to `user-id` |",
                        "| `filevine.profiles-dir` | none | a directory with one Java properties file for each further"
                                + " credential set: `NAME.properties`, the same keys without a prefix (below) |",
                        "| `filevine.refresh` | `always` | `always`: each profile's token is kept fresh;"
                                + " `when-used`: only that of a profile that a request has used within its token's last"
                                + " two lifetimes, and the next request of another one waits for an exchange |");
    }

    @Test
    void settings_perProfile_areThoseFromRegionToUserId() {
        List<String> suffixes = new ArrayList<>();
        for (Setting<?> setting : Setting.values()) {
            if (setting.isPerProfile()) {
                suffixes.add(setting.suffix());
            }
        }

        assertThat(suffixes)
                .containsExactly(
                        "region",
                        "identity-url",
                        "gateway-hosts",
                        "pat",
                        "pat-file",
                        "client-id",
                        "client-secret",
                        "client-secret-file",
                        "scope",
                        "org-id",
                        "user-id");
    }

    @Test
    void settings_eachKey_isKnownByItsSuffix() {
        for (Setting<?> setting : Setting.values()) {
            assertThat(Setting.withSuffix(setting.suffix())).isSameAs(setting);
            assertThat(setting.key()).isEqualTo("filevine." + setting.suffix());
        }
    }
}
