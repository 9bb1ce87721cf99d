package org.fogward.sim.fleet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fogward.edge.enrol.Invitation;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.DatasetException;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.identity.FederationId;
import org.fogward.sim.clinic.Clinic;
import org.fogward.sim.clinic.Fleet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fogward sim gateways}: whole gateways with their devices against a running fog node. */
@Command(
        name = "gateways",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs a fleet of gateways with their devices against a running fog node. They enrol at first, each by a code that"
                        + " \"fog invite\" printed; started again on the same --state they need none.")
public final class GatewaysCommand implements Callable<Integer> {
    @Option(
            names = "--state",
            required = true,
            paramLabel = "DIR",
            description = "Keeps the gateways' keys and samples.")
    private Path state;

    @Option(names = "--federation", required = true, paramLabel = "ID", description = "The federation's id.")
    private String federation;

    @Option(
            names = "--gateways",
            defaultValue = "4",
            paramLabel = "N",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int gateways;

    @Option(names = "--prefix", defaultValue = "clinic", description = "Of their names (default: ${DEFAULT-VALUE}).")
    private String prefix;

    @Option(
            names = "--codes",
            paramLabel = "FILE",
            description = "A line for each gateway that has not enrolled: its name and its code.")
    private Optional<Path> codes;

    @Option(names = "--fog", paramLabel = "URL", description = "The fog node's https://host:port, to enrol there.")
    private Optional<String> fog;

    @Option(names = "--rounds", paramLabel = "R", description = "End when each has R proofs; otherwise with Ctrl-C.")
    private Optional<Long> rounds;

    @Mixin
    private DataFolder data;

    @Spec
    private CommandSpec spec;

    /** Enrols who has not, and runs the fleet. */
    @Override
    public Integer call() throws Exception {
        try {
            FederationId id = new FederationId(federation);
            List<Clinic> clinics = clinics();
            enrol(id, clinics);
            run(id, clinics);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return spec.exitCodeOnSuccess();
    }

    private void enrol(FederationId id, List<Clinic> clinics) throws IOException, InterruptedException {
        List<Clinic> strangers =
                clinics.stream().filter(clinic -> !clinic.isEnrolled()).toList();
        if (strangers.isEmpty()) {
            return;
        }
        CodeList list = CodeList.read(codes);
        for (Clinic clinic : strangers) {
            Invitation invitation = list.of(clinic.id());
            clinic.enrol(id, door(invitation), invitation.code());
        }
        spec.commandLine().getOut().println(strangers.size() + " gateways have enrolled");
    }

    private URI door(Invitation invitation) {
        return fog.map(Invitation::door)
                .or(invitation::door)
                .orElseThrow(() -> new IllegalArgumentException("--fog: https://host:port expected, to enrol there"));
    }

    private void run(FederationId id, List<Clinic> clinics) throws Exception {
        try (NetworkPool networks = new NetworkPool(Runtime.getRuntime().availableProcessors());
                Fleet fleet = Fleet.start(id, clinics, networks)) {
            fleet.handInShares();
            spec.commandLine().getOut().println(fleet.samples() + " samples are with " + clinics.size() + " gateways");
            fleet.await(rounds.orElse(Long.MAX_VALUE));
        }
    }

    private List<Clinic> clinics() throws DatasetException, IOException {
        Dataset dataset = data.read(gateways);
        return Clinic.each(prefix, state, dataset, data.deal(dataset, gateways));
    }
}
