package org.fogward.fog.conduct;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fogward.fog.anchor.RoundTree;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.registry.GatewayActivity;
import org.fogward.fog.registry.GatewayActivity.Traffic;
import org.fogward.fog.round.GlobalModel;
import org.fogward.fog.round.ModelStep;
import org.fogward.fog.round.Round;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.fog.round.StepState;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.v1.ModelDelta;

/**
 * Makes the next model of a closed round. Doing so again gives the same model and the same root, so a crash at any point costs
 * nothing but the repetition. For one thread.
 */
public final class RoundCloser {

    private final FederationId federation;
    private final Plan plan;
    private final RoundStore store;
    private final BlobStore blobs;
    private final GatewayActivity activity;
    private final Clock clock;
    private final ModelStep step;
    private Map<GatewayId, Traffic> before = Map.of();

    /** Wires the closing of one federation's rounds. */
    public RoundCloser(
            FederationId federation,
            Plan plan,
            RoundStore store,
            BlobStore blobs,
            GatewayActivity activity,
            Clock clock) {
        this.federation = federation;
        this.plan = plan;
        this.store = store;
        this.blobs = blobs;
        this.activity = activity;
        this.clock = clock;
        step = new ModelStep(plan, blobs);
    }

    /**
     * Combines.
     *
     * @param round a closed round
     * @return not stored yet
     * @throws IOException if an update cannot be read or the model not be written
     */
    public RoundResult finish(Round round) throws IOException {
        List<RoundUpdate> updates = store.updates().of(round.number());
        RoundTree tree = new RoundTree(federation, updates);
        ModelStep.Step next = step.take(
                round.number(),
                new GlobalModel(round.baseModel(), step.read(round.baseModel())),
                stateBefore(round.number()),
                updates);
        Digest model = blobs.put(next.modelFile());
        Optional<Digest> delta = Optional.empty();
        if (next.delta().isPresent()) {
            delta = Optional.of(blobs.put(chained(next.delta().get(), round)));
        }
        Digest state = blobs.put(next.state().encode());
        Set<GatewayId> participants = updates.stream().map(RoundUpdate::gateway).collect(Collectors.toSet());
        Traffic traffic = trafficOfRound(participants);
        return new RoundResult(
                round.number(),
                model,
                delta,
                state,
                tree.root(),
                Duration.between(round.openedAt(), clock.instant()).toMillis() / 1000.0,
                trainLoss(updates),
                traffic.up() / Math.max(1, participants.size()),
                traffic.down() / Math.max(1, participants.size()));
    }

    /** Names the delta before this one, so that whoever missed some can find them one after the other. */
    private byte[] chained(ModelDelta delta, Round round) throws IOException {
        Optional<Digest> previous = store.result(round.number() - 1).flatMap(RoundResult::delta);
        ModelDelta.Builder chained = delta.toBuilder();
        if (previous.isPresent()) {
            long bytes = blobs.size(previous.get())
                    .orElseThrow(() -> new IOException("delta " + previous.get() + " is missing"));
            chained.setPrevious(ByteString.copyFrom(previous.get().bytes())).setPreviousBytes(bytes);
        }
        return chained.build().toByteArray();
    }

    private StepState stateBefore(long round) throws IOException {
        if (round == 1) {
            return step.initialState();
        }
        RoundResult former =
                store.result(round - 1).orElseThrow(() -> new IOException("round " + (round - 1) + " has no result"));
        return step.stateAfter(former);
    }

    /** Since the round before was finished, or since the process started. */
    private Traffic trafficOfRound(Set<GatewayId> participants) {
        Map<GatewayId, Traffic> now = activity.traffic();
        Traffic sum = participants.stream()
                .map(gateway ->
                        now.getOrDefault(gateway, Traffic.NONE).since(before.getOrDefault(gateway, Traffic.NONE)))
                .reduce(Traffic.NONE, Traffic::plus);
        before = now;
        return sum;
    }

    private static double trainLoss(List<RoundUpdate> updates) {
        double weighted = 0;
        double samples = 0;
        for (RoundUpdate update : updates) {
            weighted += update.samples() * update.trainLoss();
            samples += update.samples();
        }
        return samples > 0 ? weighted / samples : 0;
    }
}
