package io.github.filevineagent.testapp.monitoring;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What happens to a firm. */
enum Trouble {
    NONE("5001"),
    /** The identity server has never answered but with 503. */
    DOWN("5002"),
    /** The PAT has never been known. */
    REFUSED("5003"),
    /** The identity server answers with 503, and the token is still valid. */
    DOWN_LATER("5004", 4),
    /** The PAT is refused, and the token is still valid. */
    REFUSED_LATER("5005", 4),
    /** The gateway does not take the token that there is, time and again. */
    REVOKED("5006");

    private final String organisation;
    private final int firms;

    Trouble(String organisation) {
        this(organisation, 1);
    }

    /**
     * @param firms to how many it happens, each at a random moment: several, where that soon passes, so that one is seen in it
     */
    Trouble(String organisation, int firms) {
        this.organisation = organisation;
        this.firms = firms;
    }

    /** Returns the profiles that it happens to, with their organisations. */
    Map<String, String> organisations() {
        Map<String, String> organisations = new TreeMap<>();
        for (int i = 1; i <= firms; i++) {
            organisations.put(profile() + i, organisation + i);
        }
        return organisations;
    }

    /** Returns the organisation of the only firm, or of the first. */
    String organisation() {
        return organisation + 1;
    }

    /** Returns a name for any of the profiles. */
    String profile() {
        return name().toLowerCase(Locale.ROOT) + "_";
    }

    /** Returns the labels of the alerts where this is all that happens, with how many of each there are. */
    Map<String, Integer> alerts() {
        List<Alert> alerts = switch (this) {
            case NONE -> List.of();
            case DOWN -> List.of(Alert.NO_VALID_TOKEN, Alert.EXCHANGE_FAILING);
            case REFUSED -> List.of(Alert.NO_VALID_TOKEN, Alert.CREDENTIALS_REFUSED);
            case DOWN_LATER -> List.of(Alert.TOKEN_OVERDUE, Alert.EXCHANGE_FAILING);
            case REFUSED_LATER -> List.of(Alert.TOKEN_OVERDUE, Alert.CREDENTIALS_REFUSED);
            case REVOKED -> List.of(Alert.MANY_REPLAYS);
        };
        Map<String, Integer> labels = new TreeMap<>();
        alerts.forEach(alert -> labels.put(alert.labels(profile()), 1));
        return labels;
    }

    /** Returns whether this is what a scrape shows of a profile. */
    boolean isIn(Scrape scrape, String profile) {
        double state = scrape.value("token_state", profile);
        boolean failing = scrape.value("exchange_consecutive_failures", profile) > 0;
        boolean refused = scrape.value("credentials_refused", profile) == 1;
        return switch (this) {
            case NONE -> state == 1 && scrape.value("authorized_requests_total", profile) > 0;
            case DOWN -> state == 3 && failing;
            case REFUSED -> state == 4;
            case DOWN_LATER -> state == 2 && failing && !refused;
            case REFUSED_LATER -> state == 2 && refused;
            case REVOKED -> state == 1 && scrape.value("replayed_requests_total", profile) > 0;
        };
    }
}
