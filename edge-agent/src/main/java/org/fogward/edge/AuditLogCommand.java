package org.fogward.edge;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.fogward.edge.config.ConfigException;
import org.fogward.protocol.auditlog.AuditChain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code edge audit-log}: prints and checks who did what at the gateway's page. Only reads. */
@Command(
        name = "audit-log",
        mixinStandardHelpOptions = true,
        description = "Prints or checks the log of who did what at the gateway's page.")
final class AuditLogCommand implements Runnable {
    private static final int CHANGED = 1;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of verify, show expected");
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks that each line follows from the one before; 1 if one does not.")
    int verify(@Mixin Main.ConfigOption config) throws ConfigException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        AuditChain.Result result = AuditChain.read(state(config), entry -> {});
        result.findings().forEach(out::println);
        out.println(result.entries() + " entries, the last line's digest is " + result.head());
        out.println(result.findings().isEmpty() ? "everything holds" : "it was changed, or is damaged");
        out.flush();
        return result.findings().isEmpty() ? 0 : CHANGED;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Prints all entries, oldest first.")
    int show(@Mixin Main.ConfigOption config) throws ConfigException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        AuditChain.read(state(config), entry -> out.println(entry.line()));
        out.flush();
        return 0;
    }

    private Path state(Main.ConfigOption config) throws ConfigException {
        return config.read(spec).stateDirectory();
    }
}
