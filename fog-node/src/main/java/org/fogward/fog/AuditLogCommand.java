package org.fogward.fog;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fogward.fog.yaml.FieldException;
import org.fogward.protocol.auditlog.AuditChain;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fog audit-log}: prints and checks who did what at the page. Only reads. */
@Command(
        name = "audit-log",
        description = "Prints or checks the log of who did what at the page.",
        mixinStandardHelpOptions = true)
final class AuditLogCommand implements Runnable {

    @ParentCommand
    private Main.@Nullable Fog fog;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec().commandLine(), "one of verify, show expected");
    }

    @Command(
            name = "verify",
            description =
                    "Checks that each line follows from the one before, and that no change on the ledger is missing; 1 if not.",
            mixinStandardHelpOptions = true)
    int verify() throws IOException, FieldException {
        PrintWriter out = spec().commandLine().getOut();
        Path state = state();
        AuditChain.Result result = AuditChain.read(state, entry -> {});
        ChangesOnLedger ledger = ChangesOnLedger.of(
                state, Objects.requireNonNull(fog).configuration().federation());
        List<String> findings = new ArrayList<>(result.findings());
        findings.addAll(ledger.findings());
        findings.forEach(out::println);
        out.println(result.entries() + " entries, the last line's digest is " + result.head());
        out.println("changes: " + ledger.logged() + " are on the ledger, " + ledger.waiting() + " are not yet");
        out.println(findings.isEmpty() ? "everything holds" : "it was changed, or is damaged");
        out.flush();
        return findings.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    @Command(name = "show", description = "Prints all entries, oldest first.", mixinStandardHelpOptions = true)
    int show() throws IOException, FieldException {
        PrintWriter out = spec().commandLine().getOut();
        AuditChain.read(state(), entry -> out.println(entry.line()));
        out.flush();
        return ExitCode.OK;
    }

    private Path state() throws IOException, FieldException {
        Path state = Objects.requireNonNull(fog).configuration().stateDirectory();
        if (!Files.isDirectory(state)) {
            throw new IOException("stateDirectory: there is no " + state);
        }
        return state;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("only picocli calls this");
        }
        return spec;
    }
}
