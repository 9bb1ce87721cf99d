package org.fogward.edge.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.StoreBounds;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/**
 * Everything that a gateway is told.
 *
 * @param federation whom it learns with
 * @param gateway its own name there
 * @param stateDirectory where its keys, database and models lie; relative paths are taken from the configuration file's
 *     own directory
 * @param coap where its devices reach it
 * @param intake what their samples look like
 * @param fog where its fog node is, seen from here; empty: where the fog node said when the gateway enrolled
 * @param store how much it keeps
 * @param secretFile the secret that opens its key store; empty: from its usual place
 * @param page where its own page is; empty: it has none
 */
public record EdgeConfig(
        FederationId federation,
        GatewayId gateway,
        Path stateDirectory,
        CoapDoor coap,
        SampleProfile intake,
        Optional<FogAddress> fog,
        StoreBounds store,
        Optional<Path> secretFile,
        Optional<PageDoor> page) {
    private static final long MAX_BYTES = 1 << 20;

    /**
     * Reads a configuration from YAML.
     *
     * @param file the file, 1 MiB at most
     * @return the configuration
     * @throws ConfigException when the file cannot be read, or a field is missing, unknown or wrong
     */
    public static EdgeConfig read(Path file) throws ConfigException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ConfigException(file + ": longer than " + MAX_BYTES + " bytes");
            }
            return new EdgeConfigReader(file).read(Files.readString(file));
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage());
        }
    }
}
