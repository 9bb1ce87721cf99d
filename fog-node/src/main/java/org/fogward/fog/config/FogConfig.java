package org.fogward.fog.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.limit.PeerLimits;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.exchange.ImportedModel;
import org.fogward.protocol.identity.FederationId;

/**
 * What an operator tells a fog node. Immutable.
 *
 * @param federation the federation's id
 * @param stateDirectory where everything that has to outlive the process is kept
 * @param names host names and addresses for the server certificate, besides localhost, 127.0.0.1 and ::1
 * @param mqtt the broker
 * @param http where the HTTPS door listens
 * @param plan what the federation does
 * @param evaluation a data folder to score each round's model on, if the fog node has any
 * @param ledger where the federation's record is kept
 * @param firstModel what the plan starts from, if its file named a file; it is put among the blobs before the first round
 * @param authority what certificates gateways get
 * @param openid an organisation whose people may sign in to the page, if there is one
 * @param limits what each peer may cost
 */
public record FogConfig(
        FederationId federation,
        Path stateDirectory,
        List<String> names,
        BrokerConfig mqtt,
        DoorAddress http,
        Plan plan,
        Optional<Path> evaluation,
        LedgerConfig ledger,
        Optional<ImportedModel> firstModel,
        AuthorityConfig authority,
        Optional<OpenIdConfig> openid,
        PeerLimits limits) {

    /** Copies the collections. */
    public FogConfig {
        names = List.copyOf(names);
    }

    /** One with the limits that are good for most. */
    public FogConfig(
            FederationId federation,
            Path stateDirectory,
            List<String> names,
            BrokerConfig mqtt,
            DoorAddress http,
            Plan plan,
            Optional<Path> evaluation,
            LedgerConfig ledger,
            Optional<ImportedModel> firstModel,
            AuthorityConfig authority,
            Optional<OpenIdConfig> openid) {
        this(
                federation,
                stateDirectory,
                names,
                mqtt,
                http,
                plan,
                evaluation,
                ledger,
                firstModel,
                authority,
                openid,
                PeerLimits.DEFAULT);
    }

    /** A node on loopback with its own broker, free ports and no data: what simulations and tests start from. */
    public static FogConfig local(FederationId federation, Path stateDirectory, Plan plan) {
        return new FogConfig(
                federation,
                stateDirectory,
                List.of(),
                new BrokerConfig.Embedded(DoorAddress.LOCAL),
                DoorAddress.LOCAL,
                plan,
                Optional.empty(),
                new LedgerConfig.Embedded(),
                Optional.empty(),
                AuthorityConfig.DEFAULT,
                Optional.empty());
    }

    /** The same with another ledger. */
    public FogConfig withLedger(LedgerConfig other) {
        return new FogConfig(
                federation,
                stateDirectory,
                names,
                mqtt,
                http,
                plan,
                evaluation,
                other,
                firstModel,
                authority,
                openid,
                limits);
    }

    /** The same with other limits. */
    public FogConfig withLimits(PeerLimits others) {
        return new FogConfig(
                federation,
                stateDirectory,
                names,
                mqtt,
                http,
                plan,
                evaluation,
                ledger,
                firstModel,
                authority,
                openid,
                others);
    }

    /**
     * Reads a configuration file and the plan that it names. Relative paths are relative to the file's folder.
     *
     * @throws FieldException naming the field that is missing, unknown or out of its range
     */
    public static FogConfig read(Path file) throws FieldException {
        return new ConfigText(file.toAbsolutePath().getParent()).read(file);
    }
}
