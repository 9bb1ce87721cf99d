package org.fogward.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
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

    private static final int MAX_BYTES = 1 << 30;

    @Parameters(paramLabel = "FILE", description = "The model file.")
    private Path file;

    @Option(names = "--verbose", description = "Tells more when something fails.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        byte[] bytes = read();
        try {
            ModelParameters model = ModelFile.decode(bytes);
            PrintWriter out = spec.commandLine().getOut();
            ModelReport.of(model, bytes).print(out);
            out.flush();
            return CommandLine.ExitCode.OK;
        } catch (ModelFileException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private byte[] read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            if (in.read() >= 0) {
                throw new IOException(file + ": is more than " + MAX_BYTES + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": does not exist", e);
        }
    }
}
