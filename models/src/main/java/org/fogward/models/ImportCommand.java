package org.fogward.models;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fogward.models.exchange.ExchangeException;
import org.fogward.models.exchange.ImportedModel;
import org.fogward.models.exchange.WeightImport;
import org.fogward.models.exchange.WeightsFile;
import org.fogward.models.file.ModelFile;
import org.fogward.models.spec.ModelSpec;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code model import}: makes a model of weights from elsewhere. */
@Command(
        name = "import",
        description = "Makes a model of a safetensors file: torchvision's MobileNetV2, or what model export wrote.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FILE.safetensors",
            description = "The weights, as 32-bit or 16-bit floats.")
    private Path from;

    @Mixin
    private SpecOptions model;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "NUMBER",
            description = "Decides a new classifier's parameters, where the file's classes are others; 1 where absent.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new file; must not exist.")
    private Path out;

    @Option(names = "--verbose", description = "Tells more when something fails.")
    private boolean verbose;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        ModelSpec spec = model.spec();
        ImportedModel imported = convert(new GivenFile(from).weights(), spec);
        byte[] file = ModelFile.encode(spec, imported.model().values());
        new NewFile(out).write(file);
        PrintWriter printer = command.commandLine().getOut();
        imported.remarks().forEach(printer::println);
        ModelReport.of(imported.model(), file).print(printer);
        printer.flush();
        return CommandLine.ExitCode.OK;
    }

    private ImportedModel convert(WeightsFile weights, ModelSpec spec) throws IOException {
        try {
            return WeightImport.read(weights, spec, seed);
        } catch (ExchangeException e) {
            throw new IOException(from + ": does not fit the model" + System.lineSeparator() + e.getMessage(), e);
        }
    }
}
