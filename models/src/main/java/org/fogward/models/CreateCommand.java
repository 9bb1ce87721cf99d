package org.fogward.models;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fogward.models.file.ModelFile;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.start.Start;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model create}: writes a model that has seen no data yet, the same for the same options. */
@Command(
        name = "create",
        description = "Writes a model that has seen no data yet, the same for the same options.",
        mixinStandardHelpOptions = true)
final class CreateCommand implements Callable<Integer> {

    @Mixin
    private SpecOptions model;

    @Option(names = "--seed", required = true, paramLabel = "NUMBER", description = "Decides the first parameters.")
    private long seed;

    @Option(
            names = "--start",
            defaultValue = "random",
            paramLabel = "WHAT",
            description = "random: it knows nothing. generated: it learnt to see on generated images.")
    private Start start;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new file; must not exist.")
    private Path out;

    @Option(names = "--verbose", description = "Tells more when something fails.")
    private boolean verbose;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        ModelSpec spec = model.spec();
        requireSuits(spec);
        ModelParameters first = start.model(spec, seed);
        byte[] file = ModelFile.encode(spec, first.values());
        new NewFile(out).write(file);
        PrintWriter printer = command.commandLine().getOut();
        ModelReport.of(first, file).print(printer);
        printer.flush();
        return CommandLine.ExitCode.OK;
    }

    private void requireSuits(ModelSpec spec) {
        try {
            start.requireSuits(spec);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
