package org.fogward.fog.standing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.participant.Participants;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.link.Backoff;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings operators' decisions about gateways to the ledger, as the organisation's administrator, on a thread of its own. They are in
 * force meanwhile. Where there is no such administrator, somebody else has to record them. Thread-safe.
 */
public final class StandingRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandingRecorder.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final FederationId federation;
    private final StandingOrders orders;
    private final Optional<LedgerClient> administrator;
    private final String organisation;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("standing-records").daemon().factory());
    private volatile @Nullable String trouble;
    private int failures;

    /**
     * A recorder that does nothing until {@link #start}.
     *
     * @param administrator calls as the organisation's administrator; stays open
     * @param organisation its MSP id
     */
    public StandingRecorder(
            FederationId federation, Jdbi jdbi, Optional<LedgerClient> administrator, String organisation) {
        this.federation = federation;
        this.orders = new StandingOrders(jdbi);
        this.administrator = administrator;
        this.organisation = organisation;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Begins to record. Called once. */
    public void start() {
        later(Duration.ZERO);
    }

    /** Why a decision is not on the ledger; empty while all goes well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Stops after the decision that is being recorded. */
    @Override
    public void close() {
        thread.close();
    }

    private void later(Duration pause) {
        try {
            var ignored = thread.schedule(this::recordAll, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("recording has stopped");
        }
    }

    private void recordAll() {
        Duration pause = PAUSE;
        try {
            List<StandingOrder> waiting = orders.all().stream()
                    .filter(order -> order.block().isEmpty())
                    .toList();
            for (StandingOrder order : waiting) {
                record(order);
            }
            failures = 0;
            trouble = null;
        } catch (LedgerException | RuntimeException e) {
            pause = Backoff.DEFAULT.delay(++failures, ThreadLocalRandom.current());
            tell(String.valueOf(e.getMessage()));
        }
        later(pause);
    }

    private void record(StandingOrder order) throws LedgerException {
        Participants participants = new Participants(administrator.orElseThrow(() -> new LedgerException(
                Reason.MISSING,
                "the decision about " + order.gateway() + " is in force, but the profile has no admin of "
                        + organisation + " who could record it on the ledger: have it done")));
        GatewayStanding standing = new GatewayStanding(
                federation.value(), order.gateway().value(), order.suspended(), order.reason(), order.note());
        try {
            orders.recorded(order, participants.change(standing).block());
        } catch (LedgerException e) {
            if (e.reason() != Reason.CONFLICT) {
                throw e;
            }
            // Somebody else has suspended it for another reason: the ledger says already what was decided here.
            orders.recorded(order, 0);
        }
    }

    private void tell(String why) {
        if (!why.equals(trouble)) {
            LOG.error("{}; trying again", why);
        }
        trouble = why;
    }
}
