package org.fogward.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.fogward.edge.config.ConfigException;
import org.fogward.edge.config.EdgeConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code edge forget}: a patient's samples can be read by nobody any more, from the next round on. The gateway may be running. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description =
                "Forgets a patient, as when consent is withdrawn: their key and samples are deleted, and no more are taken.")
final class ForgetCommand implements Callable<Integer> {
    @Mixin
    private Main.ConfigOption config;

    @Parameters(
            index = "0",
            paramLabel = "PATIENT",
            description = "The patient's id as devices send it (their group); - reads it from standard input.")
    private String patient;

    @Option(names = "--may-return", description = "Samples of the patient are taken again from now on.")
    private boolean mayReturn;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ConfigException, IOException {
        EdgeConfig read = config.read(spec);
        Forgetting forgetting = new Forgetting(read);
        int samples = forgetting
                .forget(id(), mayReturn)
                .orElseThrow(
                        () -> new IOException(forgetting.database() + " is not there: the gateway has not run yet"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("forgotten, with " + samples + (samples == 1 ? " sample" : " samples")
                + (mayReturn ? "; new ones are taken" : "; no more are taken"));
        out.flush();
        return 0;
    }

    private String id() throws IOException {
        if (!patient.equals("-")) {
            return patient;
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null || line.isBlank()) {
            throw new IOException("PATIENT: standard input holds no id");
        }
        return line.strip();
    }
}
