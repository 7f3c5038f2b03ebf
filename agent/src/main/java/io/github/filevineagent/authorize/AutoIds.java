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
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
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
    private final @Nullable AutoId user;
    private final @Nullable AutoId organisation;
    private boolean warned;

    public AutoIds(ProfileConfig config, Profile profile, ExchangeSettings settings, Log log) {
        this(config, profile, settings, log, duration -> Thread.sleep(duration.toMillis()));
    }

    AutoIds(ProfileConfig config, Profile profile, ExchangeSettings settings, Log log, Pause pause) {
        this.profile = profile;
        this.log = log;
        this.pause = pause;
        this.user = ProfileConfig.AUTO.equals(config.userId())
                ? new AutoId(settings.key("user-id"), "x-fv-userid", profile::setUserId)
                : null;
        this.organisation = ProfileConfig.AUTO.equals(config.orgId())
                ? new AutoId(settings.key("org-id"), "x-fv-orgid", profile::setOrgId)
                : null;
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
        log.info(prefix() + "the gateway is asked as soon as there is a token. Until it answers, requests go without "
                + bothOf(AutoId::header) + ".");
        try {
            choose(untilAnswered());
        } catch (InterruptedException e) {
            // Nothing of ours does this; whoever does wants the thread to end.
            Thread.currentThread().interrupt();
        }
    }

    private TokenOwner untilAnswered() throws InterruptedException {
        Duration next = FIRST_PAUSE;
        while (true) {
            try {
                return ask(profile.tokens().await().get());
            } catch (ExecutionException e) {
                // No token; whoever fetches it has said why, and it may be there soon.
                pause.await(FIRST_PAUSE);
            } catch (ExchangeException e) {
                report(e, next);
                pause.await(next);
                Duration doubled = next.multipliedBy(2);
                next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            }
        }
    }

    /**
     * @throws ExchangeException what the first gateway said, if none has an answer
     */
    private TokenOwner ask(String authorization) throws ExchangeException {
        ExchangeException first = null;
        for (OwnerLookup gateway : gateways) {
            try {
                return gateway.ask(authorization);
            } catch (ExchangeException e) {
                first = first == null ? e : first;
            }
        }
        throw Objects.requireNonNull(first, "there is at least one gateway");
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

    private void choose(TokenOwner owner) {
        if (user != null) {
            String id = owner.userId();
            List<String> ids = id == null ? List.of() : List.of(id);
            user.choose(ids, ids, profile.name(), log);
        }
        if (organisation != null) {
            List<String> ids = new ArrayList<>();
            List<String> shown = new ArrayList<>();
            for (TokenOwner.Organisation candidate : owner.organisations()) {
                ids.add(candidate.id());
                shown.add(candidate.toString());
            }
            organisation.choose(ids, shown, profile.name(), log);
        }
    }

    private String prefix() {
        return "profile " + profile.name() + ": " + bothOf(AutoId::key) + "=auto: ";
    }

    private String consequence() {
        return "Requests go without " + bothOf(AutoId::header) + ".";
    }

    private String bothOf(Function<AutoId, String> part) {
        String first = organisation == null ? "" : part.apply(organisation);
        String second = user == null ? "" : part.apply(user);
        return first.isEmpty() || second.isEmpty() ? first + second : first + " and " + second;
    }
}
