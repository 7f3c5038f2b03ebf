package io.github.filevineagent.testapp.monitoring;

/** The alerts that are delivered. */
enum Alert {
    NO_VALID_TOKEN("FilevineNoValidToken", true),
    CREDENTIALS_REFUSED("FilevineCredentialsRefused", true),
    EXCHANGE_FAILING("FilevineExchangeFailing", false),
    TOKEN_OVERDUE("FilevineTokenOverdue", false),
    MANY_REPLAYS("FilevineManyReplays", false);

    private final String title;
    private final boolean ofProfile;

    Alert(String title, boolean ofProfile) {
        this.title = title;
        this.ofProfile = ofProfile;
    }

    /** Returns the labels of the alert that is for this profile, or for the job. */
    String labels(String profile) {
        return "{alertname=\"" + title + "\"" + (ofProfile ? ",profile=\"" + profile + "\"" : "") + "}";
    }

    /** Returns the labels of the one alert for many profiles. */
    String labels() {
        return "{alertname=\"" + title + "\"}";
    }
}
