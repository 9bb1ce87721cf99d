package org.fogward.sim.demo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.split.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fogward demo}: reads the options and runs a demo. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs a fog node, gateways and their devices in this process, over real sockets: devices send data to "
                        + "gateways, gateways train, the fog node combines, anchors and publishes, and a page shows it live.")
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "The folder to learn from; generated data without it.")
    private Optional<Path> data;

    @Option(
            names = "--evaluate",
            paramLabel = "DIR",
            description = "A folder to score the final model on; it does not influence training.")
    private Optional<Path> evaluate;

    @Option(
            names = "--model",
            defaultValue = "auto",
            description = "auto, wearable, compact or mobilenet (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--gateways",
            defaultValue = "4",
            paramLabel = "N",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int gateways;

    @Option(names = "--rounds", paramLabel = "R", description = "How many (default: 5, or the plan's).")
    private Optional<Long> rounds;

    @Option(
            names = "--split",
            defaultValue = "group",
            description =
                    "How the data is dealt to the gateways: group, source or dirichlet:A (default: ${DEFAULT-VALUE}).")
    private String split;

    @Option(names = "--plan", paramLabel = "FILE", description = "A plan (YAML) whose fields replace the demo's own.")
    private Optional<Path> plan;

    @Option(names = "--seed", paramLabel = "S", description = "What everything random derives from (default: 1).")
    private Optional<Long> seed;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Where the page listens, 0 for a free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Keep everything that the run stores in this new folder.")
    private Optional<Path> state;

    @Option(names = "--exit", description = "End after the last round; otherwise everything stays up until Ctrl-C.")
    private boolean exit;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the report (JSON) when the last round closes.")
    private Optional<Path> report;

    @Spec
    private CommandSpec spec;

    /** Runs the demo; options that do not suit each other or the data are reported as wrong usage. */
    @Override
    public Integer call() throws Exception {
        DemoOptions options;
        Preparation preparation;
        try {
            report.ifPresent(DemoCommand::requireFolder);
            options = options();
            preparation = Preparation.of(options);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (FieldException e) {
            throw new ParameterException(spec.commandLine(), "--plan: " + e.getMessage(), e);
        }
        new Demo(options, preparation, spec.commandLine().getOut()).run(report, exit);
        return spec.exitCodeOnSuccess();
    }

    private DemoOptions options() {
        return new DemoOptions(data, evaluate, model, gateways, rounds, Split.parse(split), plan, seed, port, state);
    }

    private static void requireFolder(Path report) {
        Path folder = report.toAbsolutePath().getParent();
        if (folder == null || !folder.toFile().isDirectory()) {
            throw new IllegalArgumentException("--report: no folder for " + report);
        }
    }
}
