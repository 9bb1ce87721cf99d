package org.fogward.sim.codec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fogward.fog.audit.History;
import org.fogward.fog.audit.StateHistory;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.plan.DeltaShapes;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.Stage;
import org.fogward.fog.round.Database;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.fog.round.StoredUpdates;
import org.fogward.fog.yaml.FieldException;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.update.UpdateShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fogward sim codecs}: what each codec makes of the same updates. */
@Command(
        name = "codecs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Encodes the updates of a round of a finished federation in every way, and prints sizes, times and what arrives.")
public final class CodecsCommand implements Callable<Integer> {
    @Option(
            names = "--state",
            required = true,
            paramLabel = "DIR",
            description =
                    "A fog node's state directory. Its plan should have sent updates whole: update: {codec: dense-float32}.")
    private Path state;

    @Option(
            names = "--round",
            defaultValue = "2",
            paramLabel = "N",
            description = "The round (default: ${DEFAULT-VALUE}).")
    private long round;

    @Spec
    private CommandSpec spec;

    /** Prints a line for each codec. */
    @Override
    public Integer call() throws IOException {
        History history = StateHistory.read(state.resolve(Database.FILE));
        FileBlobStore blobs = new FileBlobStore(state.resolve("blobs"));
        try {
            Plan plan = Plan.parse(new String(blobs.read(history.founding().plan()), StandardCharsets.UTF_8));
            if (!(plan.stages().at(round) instanceof Stage.Averaging)
                    || plan.pruning().isPresent()) {
                throw new IOException("round " + round + ": no round that averages updates of the plan's whole model");
            }
            UpdateShape shape = DeltaShapes.of(plan.model(), plan.normalization(round));
            print(updates(history, new StoredUpdates(blobs), shape), shape);
            return spec.exitCodeOnSuccess();
        } catch (FieldException | UpdateFormatException e) {
            throw new IOException(state + ": " + e.getMessage(), e);
        }
    }

    private List<float[]> updates(History history, StoredUpdates stored, UpdateShape shape) throws IOException {
        List<RoundUpdate> accepted = history.rounds().stream()
                .filter(past -> past.number() == round)
                .flatMap(past -> past.updates().stream())
                .filter(RoundUpdate::accepted)
                .toList();
        if (accepted.isEmpty()) {
            throw new IOException(state + ": round " + round + " has no updates");
        }
        List<float[]> updates = new ArrayList<>();
        for (RoundUpdate update : accepted) {
            float[] delta = new float[shape.parameters()];
            stored.delta(stored.read(update.digest()), shape, (coordinate, value) -> delta[coordinate] = value);
            updates.add(delta);
        }
        return updates;
    }

    private void print(List<float[]> updates, UpdateShape shape) throws UpdateFormatException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(updates.size() + " updates of " + shape.parameters() + " parameters");
        out.println("| method | bytes | bits a parameter | times less | encode ms | decode ms | energy that arrives |");
        out.println("|---|---|---|---|---|---|---|");
        for (Method method : Method.all()) {
            Comparison row = Comparison.of(method, updates, shape);
            out.println(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.3f | %.1f | %.3f | %.3f | %.3f |",
                    method.name(),
                    row.bytes(),
                    Byte.SIZE * row.bytes() / shape.parameters(),
                    (double) Float.BYTES * shape.parameters() / row.bytes(),
                    row.encodeMillis(),
                    row.decodeMillis(),
                    row.kept()));
        }
        out.flush();
    }
}
