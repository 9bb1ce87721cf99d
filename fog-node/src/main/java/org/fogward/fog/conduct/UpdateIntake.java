package org.fogward.fog.conduct;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.admission.Admission;
import org.fogward.fog.admission.Admission.Signed;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.limit.PeerLog;
import org.fogward.fog.publish.ProofSender;
import org.fogward.fog.publish.ReceiptSender;
import org.fogward.fog.registry.GatewayActivity;
import org.fogward.fog.registry.GatewayRegistry;
import org.fogward.fog.round.ModelStep;
import org.fogward.fog.round.Round;
import org.fogward.fog.round.RoundPhase;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what comes on the update topics. An accepted update is on the disk, envelope and row, before its receipt goes out; the
 * same update again gets the same answer again and changes nothing. For one thread.
 */
public final class UpdateIntake {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateIntake.class);
    private static final int MOST_REFUSALS_KEPT = 16;

    private final Topics topics;
    private final Admission admission;
    private final RoundStore store;
    private final BlobStore blobs;
    private final ModelStep models;
    private final ReceiptSender receipts;
    private final ProofSender proofs;
    private final GatewayRegistry registry;
    private final GatewayActivity activity;
    private final Clock clock;
    private final PeerLog log;

    /** Wires the intake of one federation. */
    public UpdateIntake(
            FederationId federation,
            Admission admission,
            RoundStore store,
            BlobStore blobs,
            ModelStep models,
            ReceiptSender receipts,
            ProofSender proofs,
            GatewayRegistry registry,
            GatewayActivity activity,
            Clock clock) {
        this.topics = new Topics(federation);
        this.admission = admission;
        this.store = store;
        this.blobs = blobs;
        this.models = models;
        this.receipts = receipts;
        this.proofs = proofs;
        this.registry = registry;
        this.activity = activity;
        this.clock = clock;
        this.log = new PeerLog(LOG, clock);
    }

    /**
     * Takes one message.
     *
     * @throws IOException if an update could not be made durable; it got no receipt, so its gateway will send it again
     */
    public void take(String topic, byte[] message) throws IOException {
        Optional<GatewayId> owner = topics.gatewayOf(topic).filter(registry::contains);
        owner.ifPresent(gateway -> activity.received(gateway, message.length));
        Optional<Round> open = store.newest().filter(round -> round.phase() == RoundPhase.OPEN);
        try {
            refuseSuspended(owner);
            Signed signed = admission.open(topic, message);
            if (!answeredBefore(signed, open)) {
                judge(signed, open, message);
            }
        } catch (EnvelopeException refusal) {
            log.say(
                    topic,
                    refusal.reason().name(),
                    () -> "refused a message on " + topic + ": " + refusal.getMessage());
            store.updates().count(refusal.reason());
            activity.refusedStranger(refusal.reason());
            owner.ifPresent(gateway -> answerRefused(gateway, open, Digest.of(message), refusal));
        }
    }

    private void refuseSuspended(Optional<GatewayId> owner) throws EnvelopeException {
        if (owner.map(registry.suspended()::containsKey).orElse(false)) {
            throw new EnvelopeException(
                    RefusalReason.REFUSAL_REASON_SUSPENDED, "gateway: " + owner.orElseThrow() + " is suspended");
        }
    }

    private void judge(Signed signed, Optional<Round> open, byte[] message) throws IOException {
        GatewayId gateway = signed.gateway();
        Digest digest = signed.envelope().digest();
        boolean forThisRound = false;
        try {
            Update update = admission.parse(signed);
            store.knows(gateway, Math.max(0, update.getKnownBlocks()));
            Round round = open.orElseThrow(
                    () -> new EnvelopeException(RefusalReason.REFUSAL_REASON_WRONG_ROUND, "round: none is open"));
            forThisRound = update.getRound() == round.number();
            admission.checkRound(update, round.number(), round.baseModel());
            refuseSecond(round.number(), gateway);
            admission.checkContent(update, models.spec(round.baseModel()));
            accept(round.number(), gateway, digest, update, message);
        } catch (EnvelopeException refusal) {
            refuse(gateway, open, digest, refusal, forThisRound);
        }
    }

    private void accept(long round, GatewayId gateway, Digest digest, Update update, byte[] message)
            throws IOException {
        blobs.put(message);
        Instant now = clock.instant();
        store.updates()
                .remember(new RoundUpdate(
                        round,
                        gateway,
                        digest,
                        RefusalReason.REFUSAL_REASON_UNSPECIFIED,
                        "",
                        true,
                        update.getSamples(),
                        update.getTrainLoss(),
                        now));
        LOG.debug("round {}: accepted the update of {}", round, gateway);
        activity.accepted(gateway, round, now);
        receipts.stored(gateway, round, digest);
    }

    private void refuseSecond(long round, GatewayId gateway) throws EnvelopeException {
        if (store.updates().of(round, gateway).stream().anyMatch(RoundUpdate::accepted)) {
            throw new EnvelopeException(
                    RefusalReason.REFUSAL_REASON_DUPLICATE, "update: another one is counted in round " + round);
        }
    }

    /** Whether the very same envelope had come before and has been answered now as it was then. */
    private boolean answeredBefore(Signed signed, Optional<Round> open) {
        GatewayId gateway = signed.gateway();
        Digest digest = signed.envelope().digest();
        List<RoundUpdate> history = store.updates().history(gateway, digest);
        Optional<RoundUpdate> counted =
                history.stream().filter(RoundUpdate::accepted).findFirst();
        if (counted.isPresent()) {
            if (store.place(counted.get().round()).isEmpty()) {
                receipts.stored(gateway, counted.get().round(), digest);
            } else {
                answerReplay(counted.get(), open, history);
            }
            return true;
        }
        Optional<RoundUpdate> refused = history.stream()
                .filter(update ->
                        open.filter(round -> round.number() == update.round()).isPresent())
                .findFirst();
        refused.ifPresent(
                update -> receipts.refused(gateway, update.round(), digest, update.refusal(), update.detail()));
        return refused.isPresent();
    }

    /** A gateway that lost its receipt needs it once more; whoever replays is told that it is of no use. */
    private void answerReplay(RoundUpdate counted, Optional<Round> open, List<RoundUpdate> history) {
        proofs.sendAgain(counted);
        EnvelopeException refusal = new EnvelopeException(
                RefusalReason.REFUSAL_REASON_DUPLICATE, "update: it is counted in round " + counted.round());
        boolean known = open.isPresent()
                && history.stream()
                        .anyMatch(update -> update.round() == open.get().number());
        if (known) {
            answerRefused(counted.gateway(), open, counted.digest(), refusal);
        } else {
            refuse(counted.gateway(), open, counted.digest(), refusal, false);
        }
    }

    private void refuse(
            GatewayId gateway, Optional<Round> open, Digest digest, EnvelopeException refusal, boolean forThisRound) {
        log.say(
                gateway.value(),
                refusal.reason().name(),
                () -> "refused an update of " + gateway + ": " + refusal.getMessage());
        Instant now = clock.instant();
        String detail = String.valueOf(refusal.getMessage());
        if (open.isPresent() && isKept(open.get().number(), gateway)) {
            store.updates()
                    .remember(new RoundUpdate(
                            open.get().number(), gateway, digest, refusal.reason(), detail, forThisRound, 0, 0, now));
        } else {
            store.updates().count(refusal.reason());
        }
        activity.refused(gateway, open.map(Round::number).orElse(0L), now, refusal.reason(), detail);
        answerRefused(gateway, open, digest, refusal);
    }

    private boolean isKept(long round, GatewayId gateway) {
        return store.updates().of(round, gateway).stream()
                        .filter(update -> !update.accepted())
                        .count()
                < MOST_REFUSALS_KEPT;
    }

    private void answerRefused(GatewayId gateway, Optional<Round> open, Digest digest, EnvelopeException refusal) {
        receipts.refused(
                gateway,
                open.map(Round::number).orElse(0L),
                digest,
                refusal.reason(),
                String.valueOf(refusal.getMessage()));
    }
}
