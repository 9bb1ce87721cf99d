package org.fogward.edge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.identity.VaultSecret;

/** Opens the key store that a configuration speaks of. */
final class GatewayKeys {
    private GatewayKeys() {}

    static GatewayIdentity of(EdgeConfig config) throws IOException {
        Optional<Path> credentials =
                Optional.ofNullable(System.getenv("CREDENTIALS_DIRECTORY")).map(Path::of);
        return GatewayIdentity.open(
                config.stateDirectory(), VaultSecret.of(config.stateDirectory(), config.secretFile(), credentials));
    }
}
