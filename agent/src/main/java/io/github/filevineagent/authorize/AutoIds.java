package io.github.filevineagent.authorize;

import io.github.filevineagent.config.GatewayHost;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.log.Log;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.ExchangeSettings;
import io.github.filevineagent.token.OwnerLookup;
import io.github.filevineagent.token.TokenOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code auto} in a profile's {@code org-id} and {@code user-id} by what the gateway says, once. Until then, and
 * where the gateway's answer leaves a choice, requests go without the header: a guess could write into the wrong firm.
 *
 * <p>For a thread of its own, which ends when the ids are known or can't be found out.
 */
public final class AutoIds implements Runnable {
    /** Waits between two attempts. */
    interface Pause {
        void await(Duration duration) throws InterruptedException;
    }

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Profile profile;
    private final List<OwnerLookup> gateways = new ArrayList<>();
    private final Log log;
    private final Pause pause;
    private final String orgKey;
    private final String userKey;
    private final boolean orgWanted;
    private final boolean userWanted;
    private boolean warned;

    public AutoIds(ProfileConfig config, Profile profile, ExchangeSettings settings, Log log) {
        this(config, profile, settings, log, duration -> Thread.sleep(duration.toMillis()));
    }

    AutoIds(ProfileConfig config, Profile profile, ExchangeSettings settings, Log log, Pause pause) {
        this.profile = profile;
        this.log = log;
        this.pause = pause;
        this.orgKey = settings.key("org-id");
        this.userKey = settings.key("user-id");
        this.orgWanted = ProfileConfig.AUTO.equals(config.orgId());
        this.userWanted = ProfileConfig.AUTO.equals(config.userId());
        for (GatewayHost gateway : config.gatewayHosts()) {
            if (!gateway.isWildcard()) {
                gateways.add(new OwnerLookup(settings, gateway));
            }
        }
    }

    @Override
    public void run() {
        if (gateways.isEmpty()) {
            log.warn(prefix() + "the gateway hosts are all wildcards, so there is nobody to ask. " + consequence()
                    + " Set the ids, or name a gateway host.");
            return;
        }
        log.info(
                prefix() + "the gateway will be asked with the first token. Until it has answered, requests go without "
                        + headers() + ".");
        try {
            take(untilAnswered());
        } catch (InterruptedException e) {
            // Nothing of ours does this; whoever does wants the thread to end.
            Thread.currentThread().interrupt();
        }
    }

    private TokenOwner untilAnswered() throws InterruptedException {
        Duration next = FIRST_PAUSE;
        while (true) {
            TokenOwner owner = ask(next);
            if (owner != null) {
                return owner;
            }
            pause.await(next);
            Duration doubled = next.multipliedBy(2);
            next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    /** Returns null if there is no token or no answer; what is wrong with the token was said by whoever fetches it. */
    private @Nullable TokenOwner ask(Duration next) throws InterruptedException {
        String authorization;
        try {
            authorization = profile.tokens().await().get();
        } catch (ExecutionException e) {
            return null;
        }
        ExchangeException first = null;
        for (OwnerLookup gateway : gateways) {
            try {
                return gateway.ask(authorization);
            } catch (ExchangeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            report(first, next);
        }
        return null;
    }

    private void report(ExchangeException failure, Duration next) {
        String message =
                prefix() + failure.getMessage() + " " + consequence() + " Next attempt in " + next.toSeconds() + " s.";
        if (warned) {
            log.debug(message);
        } else {
            log.warn(message);
        }
        warned = true;
    }

    private void take(TokenOwner owner) {
        if (userWanted) {
            takeUser(owner.userId());
        }
        if (orgWanted) {
            takeOrganisation(owner.organisations());
        }
    }

    private void takeUser(@Nullable String id) {
        if (id == null) {
            log.warn(prefix(userKey)
                    + "the gateway's answer does not tell the user's id. Requests go without x-fv-userid;"
                    + " look the id up in Filevine and set " + userKey + ".");
        } else {
            profile.setUserId(id);
            log.info(prefix(userKey) + "it is " + id + ", which requests carry from now on.");
        }
    }

    private void takeOrganisation(List<TokenOwner.Organisation> organisations) {
        if (organisations.size() == 1) {
            TokenOwner.Organisation organisation = organisations.get(0);
            profile.setOrgId(organisation.id());
            log.info(prefix(orgKey) + "it is " + organisation + ", which requests carry from now on.");
        } else if (organisations.isEmpty()) {
            log.warn(prefix(orgKey)
                    + "the gateway's answer does not tell an organisation. Requests go without x-fv-orgid;"
                    + " look the id up in Filevine and set " + orgKey + ".");
        } else {
            log.warn(prefix(orgKey) + "the token belongs to several organisations, and the agent does not choose: "
                    + organisations + ". Requests go without x-fv-orgid; set " + orgKey + " to one of these ids.");
        }
    }

    private String prefix() {
        return prefix(orgWanted && userWanted ? orgKey + " and " + userKey : orgWanted ? orgKey : userKey);
    }

    private String prefix(String keys) {
        return "profile " + profile.name() + ": " + keys + " auto: ";
    }

    private String consequence() {
        return "Requests go without " + headers() + ".";
    }

    private String headers() {
        return orgWanted && userWanted ? "x-fv-orgid and x-fv-userid" : orgWanted ? "x-fv-orgid" : "x-fv-userid";
    }
}
