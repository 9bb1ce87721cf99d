package org.fogward.sim.fleet;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fogward.edge.config.FogAddress;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.DatasetException;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.VerificationKey;
import org.fogward.sim.clinic.Clinic;
import org.fogward.sim.clinic.Fleet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
                "Runs a fleet of gateways with their devices against a running fog node. First print their keys for the fog "
                        + "node's configuration (without --mqtt and the like), then start them on the same --state.")
public final class GatewaysCommand implements Callable<Integer> {
    @Option(
            names = "--state",
            required = true,
            paramLabel = "DIR",
            description = "Keeps the gateways' keys and samples.")
    private Path state;

    @Option(
            names = "--gateways",
            defaultValue = "4",
            paramLabel = "N",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int gateways;

    @Option(names = "--prefix", defaultValue = "clinic", description = "Of their names (default: ${DEFAULT-VALUE}).")
    private String prefix;

    @Option(names = "--rounds", paramLabel = "R", description = "End when each has R proofs; otherwise with Ctrl-C.")
    private Optional<Long> rounds;

    @Mixin
    private DataFolder data;

    @ArgGroup(exclusive = false, heading = "Where the fog node is:%n")
    private @Nullable FogOptions fog;

    @Spec
    private CommandSpec spec;

    /** How the fog node is reached and recognised. */
    static final class FogOptions {
        @Option(names = "--federation", required = true, description = "The federation's id.")
        private String federation;

        @Option(names = "--mqtt", required = true, paramLabel = "URI", description = "ssl://host:port")
        private URI mqtt;

        @Option(names = "--https", required = true, paramLabel = "URI", description = "https://host:port")
        private URI https;

        @Option(names = "--ca", required = true, paramLabel = "FILE", description = "The fog node's tls/ca.pem.")
        private Path authority;

        @Option(names = "--fog-key", required = true, description = "The fog node's verification key.")
        private String key;

        FogAddress address() {
            return new FogAddress(mqtt, https, authority, VerificationKey.parse(key));
        }
    }

    /** Prints keys or runs the fleet. */
    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<Clinic> clinics = clinics();
            if (fog == null) {
                out.println("gateways:");
                clinics.forEach(clinic -> out.println(
                        "  - {id: " + clinic.id() + ", key: \"" + clinic.key().text() + "\"}"));
                return spec.exitCodeOnSuccess();
            }
            run(new FederationId(fog.federation), fog.address(), clinics);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return spec.exitCodeOnSuccess();
    }

    private void run(FederationId federation, FogAddress address, List<Clinic> clinics) throws Exception {
        try (NetworkPool networks = new NetworkPool(Runtime.getRuntime().availableProcessors());
                Fleet fleet = Fleet.start(federation, Optional.of(address), clinics, networks)) {
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
