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

/** Asks each gateway whose token it is, and compares what the first answers with the configured ids. For one thread. */
final class OwnerCheck {
    private static final String NOT_TOLD = "the answer does not tell the id, or not in a form that this agent knows";

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
        TokenOwner owner = null;
        for (GatewayHost gateway : profile.gatewayHosts()) {
            if (gateway.isWildcard()) {
                continue;
            }
            try {
                TokenOwner told = new OwnerLookup(settings, gateway).ask(token);
                report.step(Step.ok("owner", gateway + " says: " + user(told) + ", " + organisations(told)));
                owner = owner == null ? told : owner;
            } catch (ExchangeException e) {
                failures.add(e.getMessage());
            }
        }
        // A region's preset names all its gateways, of which a customer may have but one.
        boolean tolerable = owner != null && profile.hasPresetGatewayHosts();
        for (String failure : failures) {
            report.step(tolerable ? Step.warning("owner", failure) : Step.failed("owner", failure));
        }
        if (owner == null && failures.isEmpty()) {
            report.step(Step.skipped(
                    "owner",
                    settings.key("gateway-hosts") + " has nothing but wildcards, so there is no gateway to ask"));
        }
        boolean idsFit = owner == null || compare(owner);
        return idsFit && (failures.isEmpty() || tolerable);
    }

    private boolean compare(TokenOwner owner) {
        boolean user = compare(settings.key("user-id"), profile.userId(), userIds(owner), false);
        boolean organisation = compare(settings.key("org-id"), profile.orgId(), organisationIds(owner), true);
        return user && organisation;
    }

    /**
     * Returns whether the configured value can be used with this token.
     *
     * @param complete whether the gateway lists all that the token is for. A user has ids of more than one kind, of which it
     *     may tell another.
     */
    private boolean compare(String key, @Nullable String configured, List<String> actual, boolean complete) {
        if (ProfileConfig.AUTO.equals(configured)) {
            return compareAuto(key, actual);
        }
        if (configured == null) {
            if (actual.isEmpty()) {
                report.step(Step.warning(key, NOT_TOLD));
            } else {
                report.suggestion(key, actual);
            }
            return true;
        }
        if (actual.contains(configured)) {
            return true;
        }
        Step step = complete ? organisation(key, configured, actual) : user(key, configured, actual);
        report.step(step);
        return step.outcome() != Outcome.FAILED;
    }

    private boolean compareAuto(String key, List<String> actual) {
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

    private static Step user(String key, String configured, List<String> actual) {
        return Step.warning(
                key,
                actual.isEmpty()
                        ? NOT_TOLD
                        : configured + " is not what the gateway says, which is " + String.join(", ", actual));
    }

    private static Step organisation(String key, String configured, List<String> actual) {
        // So are those of every client and document that we have seen.
        boolean number = isNumber(configured);
        if (actual.isEmpty()) {
            return number
                    ? Step.warning(key, NOT_TOLD)
                    : Step.failed(key, configured + " is no number, which Filevine's ids are: look it up in Filevine");
        }
        return Step.failed(
                key,
                configured + " is none of the token's organisations"
                        + (number ? "" : ", and no number, which Filevine's ids are") + ": set one of "
                        + String.join(", ", actual));
    }

    private static boolean isNumber(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
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
