package org.fogward.models;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.fogward.models.cost.NetworkCost;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.DatasetException;
import org.fogward.models.data.DatasetReader;
import org.fogward.models.file.ModelFile;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.prune.ComputeBudget;
import org.fogward.models.prune.PrunedModel;
import org.fogward.models.prune.ScaleImportance;
import org.fogward.models.prune.TaylorImportance;
import org.fogward.models.spec.InvertedResidual;
import org.fogward.models.spec.ModelSpec;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model prune}: writes a smaller model that computes what matters most of a model. */
@Command(
        name = "prune",
        description = "Takes hidden channels that matter least out of a mobilenet and writes the smaller model.",
        mixinStandardHelpOptions = true)
final class PruneCommand implements Callable<Integer> {

    private enum Importance {
        SCALE,
        TAYLOR
    }

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file to prune.")
    private Path model;

    @Option(
            names = "--keep",
            required = true,
            paramLabel = "SHARE",
            description = "Share of the unpruned network's multiply-adds that may be left, above 0 and up to 1.")
    private double keep;

    @Option(
            names = "--importance",
            defaultValue = "scale",
            paramLabel = "HOW",
            description =
                    "scale: by the factors of batch normalisation. taylor: by gradients on samples, needs --data.")
    private Importance importance;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data set whose samples give the gradients; only for taylor.")
    private Optional<Path> data;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "NUMBER", description = "Decides taylor's batches.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new file; must not exist.")
    private Path out;

    @Option(names = "--verbose", description = "Tells more when something fails.")
    private boolean verbose;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, DatasetException {
        if (data.isPresent() != (importance == Importance.TAYLOR)) {
            throw wrongUsage(
                    data.isPresent() ? "--data: only --importance taylor takes it" : "--data: taylor needs it");
        }
        GivenFile given = new GivenFile(model);
        ModelParameters before = given.model(given.read());
        requirePrunable(before.spec());
        ModelParameters after = prune(before).model();
        new NewFile(out).write(ModelFile.encode(after.spec(), after.values()));
        report(before, after, command.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }

    private PrunedModel prune(ModelParameters before) throws DatasetException {
        if (data.isEmpty()) {
            return PrunedModel.of(before, new ScaleImportance(), keep);
        }
        Dataset dataset = DatasetReader.read(data.get());
        if (!dataset.classes().equals(before.spec().classes())) {
            throw wrongUsage("--data: its classes are " + String.join(", ", dataset.classes()) + ", but the model has "
                    + String.join(", ", before.spec().classes()));
        }
        try (NetworkPool networks = NetworkPool.ofOne()) {
            return PrunedModel.of(before, new TaylorImportance(networks, dataset.samples(), seed), keep);
        }
    }

    private void requirePrunable(ModelSpec spec) {
        try {
            new ComputeBudget(spec, keep);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private static void report(ModelParameters before, ModelParameters after, PrintWriter printer) {
        long costBefore = multiplyAdds(before.spec());
        long costAfter = multiplyAdds(after.spec());
        printer.println("multiply-adds: " + costBefore + " before, " + costAfter + " after");
        printer.println("parameters:    " + before.values().length + " before, " + after.values().length + " after");
        printer.println("hidden:        "
                + after.spec().blocks().stream()
                        .map(InvertedResidual::hidden)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")));
        printer.flush();
    }

    private static long multiplyAdds(ModelSpec spec) {
        return NetworkCost.of(spec).multiplyAdds();
    }

    private ParameterException wrongUsage(String problem) {
        return new ParameterException(command.commandLine(), problem);
    }
}
