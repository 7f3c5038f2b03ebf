package io.github.filevineagent.check;

import io.github.filevineagent.config.GatewayHost;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.ExchangeSettings;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.OwnerLookup;
import io.github.filevineagent.token.TokenOwner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<GatewayHost, ExchangeException> failures = new LinkedHashMap<>();
        TokenOwner owner = null;
        for (GatewayHost gateway : profile.gatewayHosts()) {
            if (gateway.isWildcard()) {
                continue;
            }
            try {
                TokenOwner told = new OwnerLookup(settings, gateway).ask(token);
                report.step(describe(told, gateway));
                owner = owner == null ? told : owner;
            } catch (ExchangeException e) {
                failures.put(gateway, e);
            }
        }
        // A region's preset names all its gateways, of which a customer may have but one.
        boolean tolerable = owner != null && profile.hasPresetGatewayHosts();
        for (Map.Entry<GatewayHost, ExchangeException> failure : failures.entrySet()) {
            String reason = failure.getValue().reason();
            String message = failure.getValue().getMessage();
            Step step = tolerable ? Step.warning("owner", reason, message) : Step.failed("owner", reason, message);
            report.step(step.with("gateway", failure.getKey().toString()));
        }
        if (owner == null && failures.isEmpty()) {
            report.step(Step.skipped(
                    "owner",
                    "only_wildcards",
                    settings.key("gateway-hosts") + " has nothing but wildcards, so there is no gateway to ask"));
        }
        boolean idsFit = owner == null || compare(owner);
        return idsFit && (failures.isEmpty() || tolerable);
    }

    private static Step describe(TokenOwner owner, GatewayHost gateway) {
        List<Object> organisations = new ArrayList<>();
        for (TokenOwner.Organisation organisation : owner.organisations()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("id", new Step.Id(organisation.id()));
            if (organisation.name() != null) {
                shown.put("name", organisation.name());
            }
            organisations.add(shown);
        }
        Step step = Step.ok("owner", gateway + " says: " + user(owner) + ", " + organisations(owner))
                .with("gateway", gateway.toString())
                .with("organisations", organisations);
        return owner.userId() == null ? step : step.with("userId", new Step.Id(owner.userId()));
    }

    private boolean compare(TokenOwner owner) {
        boolean user = compare("user-id", profile.userId(), userIds(owner), false);
        boolean organisation = compare("org-id", profile.orgId(), organisationIds(owner), true);
        return user && organisation;
    }

    /**
     * Returns whether the configured value can be used with this token.
     *
     * @param complete whether the gateway lists all that the token is for. A user has ids of more than one kind, of which it
     *     may tell another.
     */
    private boolean compare(String property, @Nullable String configured, List<String> actual, boolean complete) {
        String key = settings.key(property);
        if (ProfileConfig.AUTO.equals(configured)) {
            return compareAuto(key, actual);
        }
        if (configured == null) {
            if (actual.isEmpty()) {
                report.step(Step.warning(key, "id_not_told", NOT_TOLD));
            } else {
                report.suggestion(key, actual, settings.assignment(property, String.join(" or ", actual)));
            }
            return true;
        }
        if (actual.contains(configured)) {
            return true;
        }
        Step step = complete ? organisation(key, configured, actual) : user(key, configured, actual);
        report.step(step);
        return step.outcome() != Step.Outcome.FAILED;
    }

    private boolean compareAuto(String key, List<String> actual) {
        if (actual.size() == 1) {
            report.step(Step.ok(key, "auto is " + actual.get(0)).with("id", new Step.Id(actual.get(0))));
            return true;
        }
        report.step(
                actual.isEmpty()
                        ? Step.failed(
                                key,
                                "id_not_told",
                                "auto can't work, since the answer does not tell the id: look it up in Filevine and set it")
                        : Step.failed(
                                        key,
                                        "several_ids",
                                        "auto does not choose between several: set one of " + String.join(", ", actual))
                                .with("ids", Step.Id.all(actual)));
        return false;
    }

    private static Step user(String key, String configured, List<String> actual) {
        return actual.isEmpty()
                ? Step.warning(key, "id_not_told", NOT_TOLD)
                : Step.warning(
                                key,
                                "another_id",
                                configured + " is not what the gateway says, which is " + String.join(", ", actual))
                        .with("ids", Step.Id.all(actual));
    }

    private static Step organisation(String key, String configured, List<String> actual) {
        // So are those of every client and document that we have seen.
        boolean number = new Step.Id(configured).isNumber();
        if (actual.isEmpty()) {
            return number
                    ? Step.warning(key, "id_not_told", NOT_TOLD)
                    : Step.failed(
                            key,
                            "no_number",
                            configured + " is no number, which Filevine's ids are: look it up in Filevine");
        }
        return Step.failed(
                        key,
                        "another_id",
                        configured + " is none of the token's organisations"
                                + (number ? "" : ", and no number, which Filevine's ids are") + ": set one of "
                                + String.join(", ", actual))
                .with("ids", Step.Id.all(actual));
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
