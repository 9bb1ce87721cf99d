package org.fogward.edge.model;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.MovedModel;
import org.fogward.models.prune.PrunedModel;
import org.fogward.models.prune.ScaleImportance;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.start.Start;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.v1.ModelAnnouncement;
import org.fogward.protocol.v1.ModelDelta;

/** The deltas from a model that is here, or that every machine can make, to the one that is wanted. For one use. */
final class DeltaChain {
    /** Whoever missed more rounds fetches the model. */
    private static final int MOST_DELTAS = 16;

    private final Deque<ModelDelta> deltas = new ArrayDeque<>();
    private final Optional<ModelParameters> base;

    private DeltaChain(Digest wanted, ModelAnnouncement said, ModelSpec spec, ModelFiles files)
            throws IOException, InterruptedException, ModelFileException {
        Digest end = wanted;
        boolean here = false;
        Optional<ModelDelta> next = newest(said, files);
        long bytes = said.getDeltaBytes();
        while (next.isPresent()) {
            ModelDelta delta = next.get();
            deltas.addFirst(delta);
            end = Digest.ofBytes(delta.getFrom().toByteArray());
            bytes += delta.getPreviousBytes();
            here = files.holds(end);
            boolean worthIt =
                    !here && !delta.getPrevious().isEmpty() && bytes < said.getBytes() && deltas.size() < MOST_DELTAS;
            next = worthIt ? Optional.of(fetched(delta.getPrevious(), files)) : Optional.empty();
        }
        boolean begins = deltas.isEmpty() || deltas.getFirst().getPrevious().isEmpty();
        base = here ? Optional.of(files.read(end)) : first(end, said, spec, begins);
    }

    static DeltaChain to(Digest wanted, ModelAnnouncement said, ModelSpec spec, ModelFiles files)
            throws IOException, InterruptedException, ModelFileException {
        return new DeltaChain(wanted, said, spec, files);
    }

    /** Whether its beginning is here. */
    boolean isKnown() {
        return base.isPresent();
    }

    /**
     * Goes along it.
     *
     * @throws UpdateFormatException if a delta is none
     * @throws IllegalArgumentException if a delta does not fit, or its codec is unknown
     */
    ModelParameters follow(PruningListener listener) throws UpdateFormatException {
        ModelParameters now = base.orElseThrow();
        for (ModelDelta delta : deltas) {
            if (delta.getKeep() > 0) {
                PrunedModel pruned = PrunedModel.of(now, new ScaleImportance(), delta.getKeep());
                listener.pruned(pruned.selection());
                now = pruned.model();
            }
            UpdateCodec codec = UpdateCodecs.named(delta.getCodec())
                    .orElseThrow(() -> new IllegalArgumentException("codec: this gateway does not know it"));
            MovedModel moved = new MovedModel(now);
            codec.decode(delta.getDelta().toByteArray(), DeltaShapes.ofModel(now.spec()), moved::add);
            now = moved.model();
        }
        return now;
    }

    private static Optional<ModelDelta> newest(ModelAnnouncement said, ModelFiles files)
            throws IOException, InterruptedException {
        if (!said.getDelta().isEmpty()) {
            return Optional.of(parsed(said.getDelta().toByteArray()));
        }
        boolean worthIt = !said.getDeltaDigest().isEmpty() && said.getDeltaBytes() < said.getBytes();
        return worthIt ? Optional.of(fetched(said.getDeltaDigest(), files)) : Optional.empty();
    }

    private static ModelDelta fetched(ByteString digest, ModelFiles files) throws IOException, InterruptedException {
        return parsed(files.bytes(Digest.ofBytes(digest.toByteArray())));
    }

    private static ModelDelta parsed(byte[] bytes) {
        try {
            return ModelDelta.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("delta: is none", e);
        }
    }

    private static Optional<ModelParameters> first(
            Digest wanted, ModelAnnouncement said, ModelSpec spec, boolean begins) {
        if (!begins || said.getStart().isEmpty()) {
            return Optional.empty();
        }
        ModelParameters first = Start.parse(said.getStart()).model(spec.withHidden(List.of()), said.getStartSeed());
        boolean same = Digest.of(ModelFile.encode(first.spec(), first.values())).equals(wanted);
        return same ? Optional.of(first) : Optional.empty();
    }
}
