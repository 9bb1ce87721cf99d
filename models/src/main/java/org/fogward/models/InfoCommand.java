package org.fogward.models;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fogward.models.parameter.ModelParameters;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model info}: checks a model file and says what is in it. */
@Command(name = "info", description = "Checks a model file and says what it is.", mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The model file.")
    private Path file;

    @Option(names = "--verbose", description = "Tells more when something fails.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        GivenFile given = new GivenFile(file);
        byte[] bytes = given.read();
        ModelParameters model = given.model(bytes);
        PrintWriter out = spec.commandLine().getOut();
        ModelReport.of(model, bytes).print(out);
        CostReport.of(model.spec()).print(out);
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
