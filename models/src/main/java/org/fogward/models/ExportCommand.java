package org.fogward.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fogward.models.exchange.ExchangeException;
import org.fogward.models.exchange.Safetensors;
import org.fogward.models.exchange.StockModel;
import org.fogward.models.exchange.WeightExport;
import org.fogward.models.parameter.ModelParameters;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model export}: writes a model for other programs. */
@Command(
        name = "export",
        description = "Writes a model for other programs: named tensors, or a Deeplearning4j graph.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    private static final String TENSORS = ".safetensors";
    private static final String GRAPH = ".zip";

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "The model file.")
    private Path model;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description =
                    "The new file; must not exist. Its ending decides: .safetensors (MobileNetV2 under torchvision's"
                            + " names), or .zip (a Deeplearning4j graph of stock layers).")
    private Path to;

    @Option(names = "--verbose", description = "Tells more when something fails.")
    private boolean verbose;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        boolean tensors = to.toString().endsWith(TENSORS);
        if (!tensors && !to.toString().endsWith(GRAPH)) {
            throw new ParameterException(
                    command.commandLine(), "--to: '" + to + "' ends neither in " + TENSORS + " nor in " + GRAPH);
        }
        GivenFile given = new GivenFile(model);
        ModelParameters parameters = given.model(given.read());
        byte[] file = tensors ? tensors(parameters) : StockModel.zip(parameters);
        new NewFile(to).write(file);
        command.commandLine().getOut().println(to + ": " + file.length + " bytes");
        return CommandLine.ExitCode.OK;
    }

    private byte[] tensors(ModelParameters parameters) throws IOException {
        try {
            return Safetensors.write(WeightExport.of(parameters));
        } catch (ExchangeException e) {
            throw new IOException(model + ": " + e.getMessage(), e);
        }
    }
}
