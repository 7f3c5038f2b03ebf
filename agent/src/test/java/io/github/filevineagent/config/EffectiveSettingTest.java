package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EffectiveSettingTest {

    @Test
    void effectiveSettings_nothingSet_areTheDefaults() {
        assertThat(GivenSettings.none().reader().effectiveSettings())
                .extracting(EffectiveSetting::toString)
                .containsExactly(
                        "filevine.enabled = true (default)",
                        "filevine.region = us (default)",
                        "filevine.identity-url = https://identity.filevine.io (preset of region us)",
                        "filevine.gateway-hosts = api.filevine.io, api.filevineapp.com (preset of region us)",
                        "filevine.pat = none (default)",
                        "filevine.pat-file = none (default)",
                        "filevine.client-id = none (default)",
                        "filevine.client-secret = none (default)",
                        "filevine.client-secret-file = none (default)",
                        "filevine.scope = fv.api.gateway.access tenant filevine.v2.api.* openid email fv.auth.tenant.read"
                                + " (default)",
                        "filevine.org-id = none (default)",
                        "filevine.user-id = none (default)",
                        "filevine.token-wait = 10s (default)",
                        "filevine.when-unavailable = fail (default)",
                        "filevine.replay-unauthorized = true (default)",
                        "filevine.connect-timeout = 5s (default)",
                        "filevine.exchange-timeout = 15s (default)",
                        "filevine.on-config-error = abort (default)",
                        "filevine.log-level = info (default)",
                        "filevine.log-timestamps = false (default)",
                        "filevine.log-to = stderr (default)",
                        "filevine.jmx = true (default)",
                        "filevine.health-file = none (default)",
                        "filevine.profiles = none (default)",
                        "filevine.profiles-dir = none (default)",
                        "filevine.refresh = always (default)",
                        "filevine.config-file = none (default)");
    }

    @Test
    void effectiveSettings_profileWithoutDefault_listsOnlyWhatIsThere() {
        GivenSettings given = GivenSettings.none()
                .property("filevine.profiles", "a")
                .property("filevine.org-id", "1")
                .property("filevine.profile.a.region", "ca")
                .environment("FILEVINE_PROFILE_A_PAT", "secret");

        assertThat(given.reader().effectiveSettings())
                .extracting(EffectiveSetting::toString)
                .doesNotContain("filevine.region = us (default)")
                .contains(
                        "filevine.org-id = 1 (system property)",
                        "filevine.profiles = a (system property)",
                        "filevine.refresh = always (default)",
                        "filevine.profile.a.region = ca (system property)",
                        "filevine.profile.a.gateway-hosts = api.filevineapp.ca (preset of region ca)",
                        "filevine.profile.a.pat = *** (environment variable FILEVINE_PROFILE_A_PAT)",
                        "filevine.profile.a.client-secret = none (default)");
    }

    @Test
    void effectiveSettings_invalidValues_areShownAsTheyAre() {
        GivenSettings given = GivenSettings.none()
                .property("filevine.region", "mars")
                .property("filevine.token-wait", "so\non")
                .property("filevine.config-file", "/no/such/file");

        assertThat(given.reader().effectiveSettings())
                .extracting(EffectiveSetting::toString)
                .contains(
                        "filevine.region = mars (system property)",
                        "filevine.identity-url = none (default)",
                        "filevine.token-wait = so?on (system property)",
                        "filevine.config-file = /no/such/file (system property)");
    }

    @Test
    void effectiveSetting_parts_areThoseOfItsLine() {
        EffectiveSetting first =
                GivenSettings.none().reader().effectiveSettings().get(0);

        assertThat(first.key()).isEqualTo("filevine.enabled");
        assertThat(first.value()).isEqualTo("true");
        assertThat(first.source()).isEqualTo("default");
    }
}
