package io.github.filevineagent.check;

import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.ExchangeSettings;
import io.github.filevineagent.token.IssuedToken;
import io.github.filevineagent.token.PatExchange;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tries one profile step by step: connection, exchange, and whose token it is. Each step is reported when it is done, and
 * one that fails ends the profile, since what follows would only fail for the same reason. For one thread.
 */
final class ProfileCheck {
    /** Less is the time that the answer took, and what clocks differ by anyway. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

    private final ProfileConfig profile;
    private final ExchangeSettings settings;
    private final PatExchange exchange;
    private final Duration tokenWait;
    private final CheckReport report;
    private boolean tooSlow;

    /**
     * @param tokenWait for how long a request waits for the exchange
     */
    ProfileCheck(ProfileConfig profile, ExchangeSettings settings, Duration tokenWait, CheckReport report) {
        this.profile = profile;
        this.settings = settings;
        this.exchange = new PatExchange(settings);
        this.tokenWait = tokenWait;
        this.report = report;
    }

    /** Returns whether no step has failed. */
    boolean run() {
        if (!connects()) {
            return false;
        }
        IssuedToken token = exchange();
        checkClock();
        if (token == null) {
            return false;
        }
        report.step(GrantedScopes.compare(profile.scope(), token.scope(), settings.key("scope")));
        return new OwnerCheck(profile, settings, report).run(token) && !tooSlow;
    }

    private boolean connects() {
        X509Certificate certificate;
        try {
            certificate = exchange.serverCertificate();
        } catch (ExchangeException e) {
            reportOtherAddress();
            reportFailedConnection(e);
            return false;
        }
        reportOtherAddress();
        report.step(Route.to(exchange.address()).describe());
        report.step(
                certificate == null
                        ? Step.skipped("tls", "plain_http", "http to a loopback address")
                        : describe(certificate));
        return true;
    }

    private void reportOtherAddress() {
        URI address = exchange.address();
        if (!address.equals(profile.identityUrl())) {
            report.step(Step.warning(
                            "dns",
                            "other_address",
                            profile.identityUrl().getHost() + " can't be resolved, so access tokens come from "
                                    + address
                                    + ", the other address that Filevine documents for this region. To settle it, set "
                                    + settings.assignment("identity-url", address.toString()) + ".")
                    .with("address", address.toString()));
        }
    }

    private void reportFailedConnection(ExchangeException e) {
        if (e.reason().equals("dns")) {
            report.step(Step.failed("dns", e.reason(), e.getMessage()));
        } else if (e.reason().equals("tls")) {
            report.step(Route.to(exchange.address()).describe());
            report.step(Step.failed("tls", e.reason(), e.getMessage() + presented()));
        } else {
            report.step(Step.failed("connection", e.reason(), e.getMessage()));
        }
        report.step(Step.skipped("exchange", "no_connection", "without a connection there is nobody to ask"));
    }

    /** Tells a proxy of the own network, which has a name of its own, from a server that is somebody else's. */
    private String presented() {
        X509Certificate certificate = exchange.untrustedCertificate();
        return certificate == null
                ? ""
                : " It presents the certificate of " + certificate.getSubjectX500Principal() + ", issued by "
                        + certificate.getIssuerX500Principal() + ", valid from "
                        + certificate.getNotBefore().toInstant() + " until "
                        + certificate.getNotAfter().toInstant() + ".";
    }

    private static Step describe(X509Certificate certificate) {
        Instant expiry = certificate.getNotAfter().toInstant();
        return Step.ok(
                        "tls",
                        "the certificate is trusted: " + certificate.getSubjectX500Principal() + ", valid until "
                                + expiry + " (" + text(Duration.between(Instant.now(), expiry)) + ")")
                .with("expiresAt", expiry.toString());
    }

    private @Nullable IssuedToken exchange() {
        Instant sent = Instant.now();
        try {
            IssuedToken token = exchange.exchange();
            Duration took = Duration.between(sent, Instant.now());
            String expiry =
                    sent.plus(token.lifetime()).truncatedTo(ChronoUnit.SECONDS).toString();
            report.step(Step.ok(
                            "exchange",
                            "an access token that is valid for " + text(token.lifetime()) + ", until " + expiry
                                    + "; it took " + took.toMillis() + " ms")
                    .with("tookMillis", took.toMillis())
                    .with("lifetimeSeconds", token.lifetime().toSeconds())
                    .with("expiresAt", expiry));
            compareWithTokenWait(took);
            return token;
        } catch (ExchangeException e) {
            report.step(Step.failed("exchange", e.reason(), e.getMessage())
                    .with("tookMillis", Duration.between(sent, Instant.now()).toMillis()));
            return null;
        }
    }

    /** A request at the application's start, or after an outage, waits for an exchange like this one. */
    private void compareWithTokenWait(Duration took) {
        tooSlow = took.compareTo(tokenWait) > 0;
        if (tooSlow) {
            report.step(Step.failed(
                            "token-wait",
                            "exchange_too_slow",
                            "the exchange took " + took.toMillis() + " ms, and a request waits no longer than "
                                    + tokenWait.toMillis()
                                    + " ms (filevine.token-wait): until there is a token, requests have none."
                                    + " Raise it, or find out what is so slow.")
                    .with("tookMillis", took.toMillis())
                    .with("tokenWaitMillis", tokenWait.toMillis()));
        }
    }

    private void checkClock() {
        Duration lead = exchange.clockLead();
        if (lead == null) {
            return;
        }
        String difference = text(lead.abs()) + (lead.isNegative() ? " behind" : " ahead of") + " the server's";
        Step step = lead.abs().compareTo(CLOCK_TOLERANCE) < 0
                ? Step.ok("clock", "this machine's clock agrees with the server's")
                : Step.warning(
                        "clock",
                        "clocks_differ",
                        "this machine's clock is " + difference
                                + ". Certificates are judged by it: synchronise it (NTP).");
        report.step(step.with("aheadMillis", lead.toMillis()));
    }

    /** Returns, in the largest unit of which there are at least two, {@code 90 s}, {@code 20 min}, {@code 5 h} or {@code 3 days}. */
    static String text(Duration duration) {
        if (duration.toDays() >= 2) {
            return duration.toDays() + " days";
        }
        if (duration.toHours() >= 2) {
            return duration.toHours() + " h";
        }
        return duration.toMinutes() >= 2 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}
