package org.fogward.fog.publish;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.plan.RoundOrder;
import org.fogward.fog.registry.GatewayActivity;
import org.fogward.fog.round.Round;
import org.fogward.fog.round.RoundTask;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.ModelAnnouncement;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.RoundState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the two retained announcements as they should be: the model first, then the round that starts from it. Tries until the
 * broker has the newest of both, and says them again after each reconnection, because another broker may have lost them.
 * Thread-safe; never blocks.
 */
public final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final long RETRY_MILLIS = 500;

    private final MessageLink link;
    private final Topics topics;
    private final EnvelopeSealer sealer;
    private final Plan plan;
    private final BlobStore blobs;
    private final GatewayActivity activity;
    private Optional<Wanted> wanted = Optional.empty();
    /** The newest round whose task was not said before, 0 if there is none since the start. */
    private long newTaskIn;

    private byte[] acknowledgedModel = {};

    /** What the broker should hold. */
    private record Wanted(byte[] model, byte[] round) {}

    /**
     * An announcer over one link.
     *
     * @param sealer signs as the fog node
     * @param blobs where tasks lie
     * @param activity hears of the bytes
     */
    public Announcer(
            MessageLink link,
            Topics topics,
            EnvelopeSealer sealer,
            Plan plan,
            BlobStore blobs,
            GatewayActivity activity) {
        this.link = link;
        this.topics = topics;
        this.sealer = sealer;
        this.plan = plan;
        this.blobs = blobs;
        this.activity = activity;
        link.onConnected(this::sayAgain);
    }

    /**
     * Announces a round and the model that it starts from.
     *
     * @param task the round's
     */
    public void announce(Round round, RoundState state, RoundTask task) {
        say(round, state, task, round.number() - 1);
    }

    /**
     * Announces that the plan is over.
     *
     * @param last the last round
     * @param task of a round that would start from the final model
     */
    public void announceEnd(Round last, RoundTask task) {
        say(last, RoundState.ROUND_STATE_FINISHED, task, last.number());
    }

    private void say(Round round, RoundState state, RoundTask task, long madeBy) {
        ByteString digest = ByteString.copyFrom(task.base().bytes());
        ModelAnnouncement.Builder modelSays = ModelAnnouncement.newBuilder()
                .setRound(madeBy)
                .setDigest(digest)
                .setBytes(task.bytes());
        task.delta().ifPresent(delta -> offer(delta, modelSays));
        if (plan.start() instanceof PlanStart.Made made) {
            modelSays.setStart(made.how().text()).setStartSeed(plan.seed());
        }
        task.kept().forEach(kept -> modelSays.addKept(ByteString.copyFrom(kept.bytes())));
        RoundOrder order = plan.order(round.number(), task.spec(), task.setbacks(), task.since());
        RoundAnnouncement.Builder roundSays = RoundAnnouncement.newBuilder()
                .setRound(round.number())
                .setTotalRounds(plan.rounds().count())
                .setState(state)
                .setModelDigest(digest)
                .setKind(order.kind())
                .setCodec(order.codec())
                .setDeadlineEpochMs(round.deadline().toEpochMilli())
                .setSeed(plan.seed());
        if (state == RoundState.ROUND_STATE_OPEN) {
            sayTask(round.number(), order.task(), roundSays);
            order.encoding().ifPresent(roundSays::setEncoding);
        }
        task.teacher().map(Digest::bytes).map(ByteString::copyFrom).ifPresent(roundSays::setTeacherDigest);
        Wanted next = new Wanted(
                sealer.seal(MessageType.MESSAGE_TYPE_MODEL, modelSays.build()),
                sealer.seal(MessageType.MESSAGE_TYPE_ROUND, roundSays.build()));
        boolean modelIsThere;
        synchronized (this) {
            wanted = Optional.of(next);
            modelIsThere = Arrays.equals(acknowledgedModel, next.model);
        }
        publish(next, !modelIsThere);
    }

    /** A task is the same for many rounds, so only the first of them says it. */
    private synchronized void sayTask(long round, String task, RoundAnnouncement.Builder says) {
        byte[] text = task.getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.of(text);
        if (blobs.size(digest).isEmpty()) {
            newTaskIn = round;
            try {
                blobs.put(text);
            } catch (IOException e) {
                throw new UncheckedIOException("a round's task cannot be stored: " + e.getMessage(), e);
            }
        }
        if (newTaskIn == round) {
            says.setTask(task).setPlanDigest(ByteString.copyFrom(plan.digest().bytes()));
        }
        says.setTaskDigest(ByteString.copyFrom(digest.bytes()));
    }

    private static void offer(RoundTask.Delta delta, ModelAnnouncement.Builder says) {
        delta.content().ifPresentOrElse(says::setDelta, () -> says.setDeltaDigest(
                        ByteString.copyFrom(delta.digest().bytes()))
                .setDeltaBytes(delta.bytes()));
    }

    private void sayAgain() {
        Optional<Wanted> now;
        synchronized (this) {
            now = wanted;
        }
        now.ifPresent(all -> publish(all, true));
    }

    private void publish(Wanted all, boolean withModel) {
        CompletableFuture<Void> model = withModel
                ? retain(topics.model(), all.model).thenRun(() -> acknowledge(all.model))
                : CompletableFuture.completedFuture(null);
        model.thenCompose(done -> isWanted(all)
                        ? retain(topics.round(), all.round)
                        : CompletableFuture.<Void>completedFuture(null))
                .whenComplete((done, failure) -> {
                    if (failure != null && isWanted(all) && link.connected()) {
                        LOG.debug("an announcement was not taken, trying again: {}", failure.getMessage());
                        CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS)
                                .execute(this::sayAgain);
                    }
                });
    }

    private synchronized void acknowledge(byte[] model) {
        acknowledgedModel = model;
    }

    private synchronized boolean isWanted(Wanted all) {
        return wanted.filter(now -> now == all).isPresent();
    }

    private CompletableFuture<Void> retain(String topic, byte[] message) {
        return link.publish(topic, message, true).thenRun(() -> activity.sentToAll(message.length));
    }
}
