package io.github.filevineagent.authorize;

import io.github.filevineagent.common.Log;
import io.github.filevineagent.config.GatewayHost;
import io.github.filevineagent.config.ProfileConfig;
import io.github.filevineagent.refresh.Clock;
import io.github.filevineagent.refresh.Deadline;
import io.github.filevineagent.refresh.Job;
import io.github.filevineagent.refresh.Workers;
import io.github.filevineagent.token.AbandonedCalls;
import io.github.filevineagent.token.ExchangeException;
import io.github.filevineagent.token.ExchangeSettings;
import io.github.filevineagent.token.OwnerLookup;
import io.github.filevineagent.token.TokenOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code auto} in a profile's {@code org-id} and {@code user-id} by what the gateway says, once. Until then, and
 * where the gateway's answer leaves a choice, requests go without the header: a guess could write into the wrong firm.
 *
 * <p>A job that is due when there is a token, and over when the ids are known or can't be found out.
 */
public final class AutoIds extends Job {
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_ASKED_PAUSE = Duration.ofMinutes(10);

    private final Profile profile;
    private final List<OwnerLookup> gateways = new ArrayList<>();
    private final Log log;
    private final Clock clock;
    private final @Nullable AutoId user;
    private final @Nullable AutoId organisation;
    private Duration pause = FIRST_PAUSE;
    private boolean warned;
    private int failed;
    private @Nullable ExchangeException firstFailure;

    /** When they are asked again, after all have failed. */
    private volatile @Nullable Deadline nextAttempt;

    /**
     * @param ofAll what the calls of all profiles have abandoned
     */
    public AutoIds(
            ProfileConfig config,
            Profile profile,
            ExchangeSettings settings,
            Log log,
            Clock clock,
            AbandonedCalls ofAll) {
        this.profile = profile;
        this.log = log;
        this.clock = clock;
        this.user = ProfileConfig.AUTO.equals(config.userId())
                ? new AutoId(settings.key("user-id"), "x-fv-userid", profile::setUserId)
                : null;
        this.organisation = ProfileConfig.AUTO.equals(config.orgId())
                ? new AutoId(settings.key("org-id"), "x-fv-orgid", profile::setOrgId)
                : null;
        for (GatewayHost gateway : config.gatewayHosts()) {
            if (!gateway.isWildcard()) {
                gateways.add(new OwnerLookup(settings, gateway, ofAll));
            }
        }
    }

    /** Says what is about to happen, and has it done if it can be. */
    public void begin(Workers workers) {
        if (gateways.isEmpty()) {
            log.warn(prefix() + "the gateway hosts are all wildcards, so there is nobody to ask. " + consequence()
                    + " Set the ids, or name a gateway host.");
        } else {
            log.info(prefix()
                    + "the gateway is asked as soon as there is a token. Until it answers, requests go without "
                    + bothOf(AutoId::header) + ".");
            workers.add(this);
        }
    }

    /** Leaves the ids as they are. Does nothing where it has not begun. */
    public void end(Workers workers) {
        workers.remove(this);
    }

    /** While there is no token, whoever fetches it says why. */
    @Override
    protected long nanosUntilDue() {
        if (gateways.isEmpty() || profile.tokens().authorizationUnused() == null) {
            return NOT_DUE;
        }
        Deadline present = nextAttempt;
        return present == null ? 0 : present.nanosLeft(clock);
    }

    @Override
    protected Urgency urgency() {
        return Urgency.ASIDE;
    }

    /** Asks one gateway: each may take as long as an exchange, and others wait for this thread. */
    @Override
    protected boolean perform() {
        String authorization = profile.tokens().authorizationUnused();
        if (authorization == null) {
            return true;
        }
        try {
            choose(gateways.get(failed).ask(authorization));
            return false;
        } catch (ExchangeException e) {
            failed++;
            firstFailure = firstFailure == null ? e : firstFailure;
            if (failed == gateways.size()) {
                allFailed(firstFailure);
            }
            return true;
        }
    }

    private void allFailed(ExchangeException first) {
        Duration next = longer(pause, first.retryAfter());
        report(first, next);
        failed = 0;
        firstFailure = null;
        nextAttempt = Deadline.in(next, clock);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Obeys a gateway that has had too many calls, within reason. */
    private static Duration longer(Duration pause, @Nullable Duration asked) {
        if (asked == null || asked.compareTo(pause) < 0) {
            return pause;
        }
        return asked.compareTo(LONGEST_ASKED_PAUSE) < 0 ? asked : LONGEST_ASKED_PAUSE;
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

    /** An id that is {@code auto}: the key where it is configured, the header that it goes into, and who uses it. Immutable. */
    private static final class AutoId {
        private final String key;
        private final String header;
        private final Consumer<String> user;

        AutoId(String key, String header, Consumer<String> user) {
            this.key = key;
            this.header = header;
            this.user = user;
        }

        String key() {
            return key;
        }

        String header() {
            return header;
        }

        /**
         * Puts the id to use if there is just one, and logs what becomes of it.
         *
         * @param ids what the gateway offers
         * @param shown the same for people, in the same order
         */
        void choose(List<String> ids, List<String> shown, String profile, Log log) {
            String prefix = "profile " + profile + ": " + key + "=auto: ";
            if (ids.size() == 1) {
                user.accept(ids.get(0));
                log.info(prefix + "it is " + shown.get(0) + ", which requests carry as " + header + " from now on.");
            } else if (ids.isEmpty()) {
                log.warn(prefix + "the gateway's answer does not tell it, so requests go without " + header
                        + ". Look it up in Filevine, and set " + key + " to it.");
            } else {
                log.warn(prefix + "the agent does not choose between several: " + String.join(", ", shown)
                        + ". Requests go without " + header + "; set " + key + " to one of these ids.");
            }
        }
    }
}
