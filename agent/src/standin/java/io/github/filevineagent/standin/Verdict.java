package io.github.filevineagent.standin;

/** What a token endpoint makes of a request: a token, or an error of RFC 6749, section 5.2. Immutable. */
public final class Verdict {
    static final Verdict GRANTED = new Verdict(200, "", "");

    private final int status;
    private final String error;
    private final String fault;

    private Verdict(int status, String error, String fault) {
        this.status = status;
        this.error = error;
        this.fault = fault;
    }

    static Verdict refused(int status, String error, String fault) {
        return new Verdict(status, error, fault);
    }

    public boolean isGranted() {
        return status == 200;
    }

    public int status() {
        return status;
    }

    /** Returns the error's code. */
    public String error() {
        return error;
    }

    /** Returns the body of the error's answer. */
    public String json() {
        return "{\"error\":\"" + error + "\"}";
    }

    /** Says what is wrong with the request; for people, and with what the request contained. */
    @Override
    public String toString() {
        return isGranted() ? "granted" : status + " " + error + ": " + fault;
    }
}
