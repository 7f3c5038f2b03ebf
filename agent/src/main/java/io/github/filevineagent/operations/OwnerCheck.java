package io.github.filevineagent.operations;

import io.github.filevineagent.config.GatewayHost;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.ExchangeSettings;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.OwnerLookup;
import io.github.filevineagent.token.TokenOwner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the gateway whose token it is, and compares the answer with the configured ids. For one thread. */
final class OwnerCheck {
    private final ProfileConfig profile;
    private final ExchangeSettings settings;
    private final CheckReport report;

    OwnerCheck(ProfileConfig profile, ExchangeSettings settings, CheckReport report) {
        this.profile = profile;
        this.settings = settings;
        this.report = report;
    }

    /** Returns whether no step has failed. */
    boolean run(IssuedToken token) {
        List<String> failures = new ArrayList<>();
        for (GatewayHost gateway : profile.gatewayHosts()) {
            if (gateway.isWildcard()) {
                continue;
            }
            try {
                TokenOwner owner = new OwnerLookup(settings, gateway).ask(token);
                // A region's preset names all its gateways, of which a customer may have but one.
                for (String failure : failures) {
                    report.step(Step.warning("owner", failure));
                }
                return describe(owner, gateway);
            } catch (ExchangeException e) {
                failures.add(e.getMessage());
            }
        }
        for (String failure : failures) {
            report.step(Step.failed("owner", failure));
        }
        if (failures.isEmpty()) {
            report.step(Step.skipped(
                    "owner",
                    settings.key("gateway-hosts") + " has nothing but wildcards, so there is no gateway to ask"));
        }
        return failures.isEmpty();
    }

    private boolean describe(TokenOwner owner, GatewayHost gateway) {
        report.step(Step.ok("owner", gateway + " says: " + user(owner) + ", " + organisations(owner)));
        boolean user = compare("user-id", profile.userId(), userIds(owner));
        boolean organisation = compare("org-id", profile.orgId(), organisationIds(owner));
        return user && organisation;
    }

    /** Returns whether the configured value can be used with this token. */
    private boolean compare(String property, @Nullable String configured, List<String> actual) {
        String key = settings.key(property);
        if (ProfileConfig.AUTO.equals(configured)) {
            if (actual.size() == 1) {
                report.step(Step.ok(key, "auto is " + actual.get(0)));
                return true;
            }
            report.step(Step.failed(
                    key,
                    actual.isEmpty()
                            ? "auto can't work, since the answer does not tell the id: look it up in Filevine and set it"
                            : "auto does not choose between several: set one of " + String.join(", ", actual)));
            return false;
        }
        if (actual.isEmpty()) {
            report.step(Step.warning(key, "the answer does not tell the id, or not in a form that this agent knows"));
        } else if (configured == null) {
            report.suggestion(key, actual, settings.assignment(property, String.join(" or ", actual)));
        } else if (!actual.contains(configured)) {
            report.step(Step.warning(
                    key, configured + " is not what the gateway says, which is " + String.join(", ", actual)));
        }
        return true;
    }

    private static List<String> userIds(TokenOwner owner) {
        String id = owner.userId();
        return id == null ? List.of() : List.of(id);
    }

    private static List<String> organisationIds(TokenOwner owner) {
        List<String> ids = new ArrayList<>();
        for (TokenOwner.Organisation organisation : owner.organisations()) {
            ids.add(organisation.id());
        }
        return ids;
    }

    private static String user(TokenOwner owner) {
        String id = owner.userId() == null ? "with an unknown id" : owner.userId();
        return "user " + id + (owner.userName() == null ? "" : " (" + owner.userName() + ")");
    }

    private static String organisations(TokenOwner owner) {
        List<String> names = new ArrayList<>();
        for (TokenOwner.Organisation organisation : owner.organisations()) {
            names.add(organisation.toString());
        }
        return names.isEmpty() ? "no known organisation" : "organisation " + String.join(", ", names);
    }
}
