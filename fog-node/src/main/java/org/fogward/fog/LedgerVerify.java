package org.fogward.fog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fogward.fog.archive.OpenedArchive;
import org.fogward.fog.audit.Audit;
import org.fogward.fog.audit.AuditReport;
import org.fogward.fog.audit.ChainCheck;
import org.fogward.ledger.LedgerException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks a history, by the blocks beside it or by those that an organisation's own peer has. */
@Command(
        name = "verify",
        description = "Checks the ledger and recomputes every round, bit for bit.",
        mixinStandardHelpOptions = true)
final class LedgerVerify implements Callable<Integer> {

    @Mixin
    private LedgerSource source;

    @ArgGroup(exclusive = false)
    private @Nullable Network network;

    static final class Network {
        @Option(
                names = "--profile",
                required = true,
                paramLabel = "FILE",
                description = "Takes the blocks from a Fabric network and not from the state: its connection profile.")
        private Path profile;

        @Option(
                names = "--organization",
                required = true,
                paramLabel = "MSP",
                description = "The organisation of the profile whose peer is asked.")
        private String organization;
    }

    @Option(
            names = "--genesis",
            paramLabel = "HASH",
            description = "The hash of block 0, as show told it when the federation began: another beginning is wrong.")
    private @Nullable String genesis;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (genesis != null && !genesis.matches("[0-9a-fA-F]{64}")) {
            throw new ParameterException(spec.commandLine(), "--genesis: not 64 hexadecimal digits");
        }
        AuditReport report = audit();
        report.findings().forEach(finding -> source.out().println("wrong: " + finding));
        source.tell(report.rounds().size() + " rounds on the ledger, " + report.recomputed()
                + " recomputed bit for bit, " + report.findings().size() + " findings");
        return report.clean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private AuditReport audit() throws IOException {
        Optional<OpenedArchive> archive = source.archive();
        if (archive.isPresent()) {
            try (OpenedArchive opened = archive.get()) {
                return network != null
                        ? fetched(network, opened::audit)
                        : opened.audit(check(opened.ledger())).run(source::tell);
            }
        }
        StateLayout state = source.state();
        return network != null
                ? fetched(network, state::audit)
                : state.audit(check(state.ledger())).run(source::tell);
    }

    private ChainCheck check(Path ledger) {
        return genesis == null ? ChainCheck.of(ledger) : ChainCheck.of(ledger, genesis);
    }

    private interface History {
        Audit by(ChainCheck chain) throws IOException;
    }

    /** The history is read first: what is anchored meanwhile is none of its business. */
    private AuditReport fetched(Network from, History history) throws IOException {
        try (NetworkChain chain = NetworkChain.of(from.profile, from.organization)) {
            Audit audit = history.by(check(chain.folder()));
            chain.fetch(source::tell);
            return audit.whileWritten().run(source::tell);
        } catch (LedgerException e) {
            throw new IOException("the network: " + e.getMessage(), e);
        }
    }
}
