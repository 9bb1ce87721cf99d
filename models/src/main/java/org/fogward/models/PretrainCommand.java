package org.fogward.models;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fogward.models.exchange.ExchangeException;
import org.fogward.models.exchange.Safetensors;
import org.fogward.models.exchange.WeightExport;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.train.Pretraining;
import org.fogward.models.train.PretrainingOptions;
import org.fogward.models.train.PretrainingProgress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model pretrain}: teaches a network to see, on generated images. */
@Command(
        name = "pretrain",
        description = "Teaches a network to see, on generated images; the same options give the same weights.",
        mixinStandardHelpOptions = true)
final class PretrainCommand implements Callable<Integer> {

    private static final int COMPACT_PIXELS = 64;
    private static final int MOBILENET_PIXELS = 96;

    @Option(names = "--family", required = true, paramLabel = "FAMILY", description = "mobilenet or compact.")
    private ModelFamily family;

    @Option(
            names = "--width",
            paramLabel = "FACTOR",
            description = "Multiplies the layers' channels; 0.35 for mobilenet where absent, otherwise 1.")
    private Optional<Double> width;

    @Option(
            names = "--images",
            defaultValue = "320000",
            paramLabel = "NUMBER",
            description = "How many images to learn from at most; ${DEFAULT-VALUE} where absent.")
    private long images;

    @Option(
            names = "--fractals",
            defaultValue = "500",
            paramLabel = "NUMBER",
            description = "How many classes of fractals to tell apart; ${DEFAULT-VALUE} where absent.")
    private int fractals;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "NUMBER", description = "Decides everything.")
    private long seed;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Where to keep what was learnt so far; a run that was stopped goes on from it.")
    private Optional<Path> checkpoint;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.safetensors",
            description = "The weights, as 16-bit floats and without the classifier; must not exist.")
    private Path out;

    @Option(names = "--verbose", description = "Tells more when something fails.")
    private boolean verbose;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, ExchangeException {
        PretrainingOptions options = options();
        if (Files.exists(out)) {
            throw new IOException(out + ": exists already; name another file or remove it");
        }
        PrintWriter printer = command.commandLine().getOut();
        long begun = System.nanoTime();
        ModelParameters learnt;
        try (NetworkPool networks = NetworkPool.ofOne()) {
            learnt = new Pretraining(options, networks).run(checkpoint, progress -> tell(printer, progress, begun));
        }
        byte[] file = Safetensors.writeHalf(WeightExport.withoutClassifier(learnt));
        new NewFile(out).write(file);
        printer.println(out + ": " + file.length + " bytes");
        printer.flush();
        return CommandLine.ExitCode.OK;
    }

    private PretrainingOptions options() {
        boolean mobilenet = family == ModelFamily.MOBILENET;
        try {
            return new PretrainingOptions(
                    family,
                    width.orElse(mobilenet ? 0.35 : 1.0),
                    mobilenet ? MOBILENET_PIXELS : COMPACT_PIXELS,
                    fractals,
                    images,
                    seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private static void tell(PrintWriter printer, PretrainingProgress progress, long begun) {
        printer.printf(
                Locale.ROOT,
                "%,9d of at most %,d images of %d pixels: loss %.3f, probe %.3f, %d s%n",
                progress.images(),
                progress.most(),
                progress.pixels(),
                progress.loss(),
                progress.probe(),
                (System.nanoTime() - begun) / 1_000_000_000);
        printer.flush();
    }
}
