package org.fogward.sim.fleet;

import org.fogward.sim.codec.CodecsCommand;
import org.fogward.sim.curves.CurvesCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fogward sim}: simulated devices and gateways for nodes that run elsewhere, and drawings of what demos reported. */
@Command(
        name = "sim",
        mixinStandardHelpOptions = true,
        subcommands = {DevicesCommand.class, GatewaysCommand.class, CurvesCommand.class, CodecsCommand.class},
        description =
                "Simulates devices against a running gateway, or gateways against a running fog node; draws reports; compares codecs.")
public final class SimCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of devices, gateways, curves, codecs expected");
    }
}
