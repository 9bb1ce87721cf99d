package org.fogward.fog.publish;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.round.ModelStep;
import org.fogward.fog.round.Round;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.round.RoundTask;
import org.fogward.fog.round.StepState;
import org.fogward.models.prune.PruningSchedule;
import org.fogward.protocol.digest.Digest;

/** Finds out what a round works on. Remembers the newest, since a round is announced many times. Thread-safe. */
final class RoundTasks {

    /** A larger delta is fetched by those who need it, so that it does not go to all whenever they connect. */
    private static final long MOST_INLINE_BYTES = 96 << 10;

    private final Plan plan;
    private final RoundStore store;
    private final BlobStore blobs;
    private final ModelStep models;
    private Optional<Known> newest = Optional.empty();

    RoundTasks(Plan plan, RoundStore store, BlobStore blobs, ModelStep models) {
        this.plan = plan;
        this.store = store;
        this.blobs = blobs;
        this.models = models;
    }

    private record Known(long round, RoundTask task) {}

    /**
     * What a round works on, or would.
     *
     * @param base the model that it starts from
     */
    synchronized RoundTask of(long round, Digest base) {
        Optional<Known> known = newest.filter(
                last -> last.round() == round && last.task().base().equals(base));
        if (known.isPresent()) {
            return known.get().task();
        }
        try {
            RoundTask task = make(round, base);
            newest = Optional.of(new Known(round, task));
            return task;
        } catch (IOException e) {
            throw new UncheckedIOException("model " + base + " cannot be announced: " + e.getMessage(), e);
        }
    }

    private RoundTask make(long round, Digest base) throws IOException {
        Optional<RoundResult> former = store.result(round - 1);
        StepState state = former.isPresent() ? models.stateAfter(former.get()) : models.initialState();
        return new RoundTask(
                base,
                models.spec(base),
                size(base),
                delta(former.flatMap(RoundResult::delta)),
                teacher(round),
                state.setbacks(),
                state.since(),
                state.best().map(best -> List.of(best.model())).orElse(List.of()));
    }

    private Optional<RoundTask.Delta> delta(Optional<Digest> digest) throws IOException {
        if (digest.isEmpty()) {
            return Optional.empty();
        }
        long bytes = size(digest.get());
        Optional<ByteString> content = bytes <= MOST_INLINE_BYTES
                ? Optional.of(ByteString.copyFrom(blobs.read(digest.get())))
                : Optional.empty();
        return Optional.of(new RoundTask.Delta(digest.get(), bytes, content));
    }

    private long size(Digest blob) throws IOException {
        return blobs.size(blob).orElseThrow(() -> new IOException("blob " + blob + " is missing"));
    }

    /** The last model before pruning, unless it had learnt nothing yet. */
    private Optional<Digest> teacher(long round) {
        return plan.pruning()
                .filter(schedule -> plan.training().distillation() > 0)
                .map(PruningSchedule::firstStep)
                .filter(first -> first > 1 && round > first)
                .flatMap(first -> store.round(first))
                .map(Round::baseModel);
    }
}
