package org.fogward.fog.decide;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.ledger.LocalDoor;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.fabric.ConnectionProfile;
import org.fogward.ledger.fabric.FabricLedger;
import org.fogward.ledger.identity.NodeRole;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say how a command reaches the ledger, in whose name, and about which federation. */
@Command(mixinStandardHelpOptions = true)
final class LedgerWay {

    @ArgGroup(multiplicity = "1")
    private Place place = new Place();

    @Option(
            names = "--federation",
            paramLabel = "ID",
            description = "Which federation; not needed where the organisation takes part in one.")
    private @Nullable String federation;

    @Option(names = "--verbose", description = "Tells more when something fails.")
    private boolean verbose;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    static final class Place {
        @Option(
                names = "--state",
                paramLabel = "DIR",
                description = "The state directory of a running fog node with an embedded ledger.")
        private @Nullable Path state;

        @ArgGroup(exclusive = false)
        private @Nullable NetworkPlace network;
    }

    static final class NetworkPlace {
        @Option(
                names = "--profile",
                required = true,
                paramLabel = "FILE",
                description = "How a Hyperledger Fabric network is reached.")
        private Path profile = Path.of("");

        @Option(
                names = "--organization",
                required = true,
                paramLabel = "MSP",
                description = "In which organisation's name, by its MSP id.")
        private String organization = "";
    }

    /** What a command does with the ledger. */
    interface Work {
        /** Does it, and says so line by line. */
        void with(Decisions decisions, PrintWriter out) throws LedgerException;
    }

    /** Runs a command's work in a role; 0 when it is done. What goes wrong is one sentence in the exception. */
    int run(NodeRole role, Work work) throws IOException {
        Way way = way();
        PrintWriter out =
                spec == null ? new PrintWriter(System.out) : spec.commandLine().getOut();
        try (LedgerClient client = FabricLedger.connect(way.profile(), way.mspId(), role)) {
            work.with(Decisions.of(client, way.mspId(), Optional.ofNullable(federation)), out);
        } catch (LedgerException e) {
            throw new IOException(sentence(e, way), e);
        }
        out.flush();
        return 0;
    }

    private record Way(ConnectionProfile profile, String mspId) {}

    private Way way() throws IOException {
        NetworkPlace network = place.network;
        try {
            if (network != null) {
                return new Way(ConnectionProfile.read(network.profile), network.organization);
            }
            ConnectionProfile profile = ConnectionProfile.read(own(place.state == null ? Path.of("") : place.state));
            return new Way(profile, profile.organizations().getFirst().mspId());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Path own(Path state) throws IOException {
        Path profile = state.resolve("ledger").resolve(LocalDoor.PROFILE);
        if (!Files.isDirectory(state.resolve("blobs"))) {
            throw new IOException(state + " is not a fog node's state directory");
        }
        if (!Files.exists(profile)) {
            throw new IOException("the fog node of " + state
                    + " does not run: start it, or reach a network by --profile" + " and --organization");
        }
        return profile;
    }

    private String sentence(LedgerException failure, Way way) {
        if (failure.reason() != Reason.UNAVAILABLE) {
            return String.valueOf(failure.getMessage());
        }
        List<String> addresses = way.profile().organizations().stream()
                .filter(organization -> organization.mspId().equals(way.mspId()))
                .map(organization -> organization.peer().address())
                .toList();
        String running = place.network == null ? "; does the fog node run?" : "";
        return "the ledger does not answer at " + String.join(", ", addresses) + running
                + (verbose ? " (" + failure.getMessage() + ")" : "");
    }
}
