package org.fogward.fog;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.tls.PrivateFile;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.protocol.identity.SigningKey;

/**
 * By what gateways recognise a fog node. Made on first use, kept in the state directory.
 *
 * @param key signs its messages
 * @param server its certificate, and the authority that gateways pin
 */
record FogIdentity(SigningKey key, ServerIdentity server) {

    static FogIdentity open(FogConfig config, Clock clock) throws IOException {
        StateLayout layout = new StateLayout(Files.createDirectories(config.stateDirectory()));
        return new FogIdentity(
                SigningKey.ofSeed(PrivateFile.readOrCreate(layout.key(), SigningKey.SEED_BYTES)),
                ServerIdentity.open(layout.tls(), config.names(), clock));
    }
}
