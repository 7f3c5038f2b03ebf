package io.github.filevineagent.testapp.standin;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The Personal Access Tokens that are valid, each with the organisation that its access tokens are for. Thread-safe. */
final class Accounts {
    /** Of the PAT whose access tokens are for all organisations. */
    static final String ANY = "";

    private final Map<String, String> organisations = new ConcurrentHashMap<>();

    void add(String personalAccessToken, String organisation) {
        organisations.put(personalAccessToken, organisation);
    }

    void remove(String personalAccessToken) {
        organisations.remove(personalAccessToken);
    }

    boolean has(String personalAccessToken) {
        return organisations.containsKey(personalAccessToken);
    }

    /** Returns whose it is; of one that was removed just now, nobody's in particular. */
    String organisationOf(String personalAccessToken) {
        return organisations.getOrDefault(personalAccessToken, "none");
    }
}
