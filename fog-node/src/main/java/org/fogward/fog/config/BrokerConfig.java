package org.fogward.fog.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Which MQTT broker the federation meets at. */
public sealed interface BrokerConfig {

    /**
     * One inside the fog node, over TLS.
     *
     * @param door where it listens
     */
    record Embedded(DoorAddress door) implements BrokerConfig {}

    /**
     * One that somebody else runs, and whose rules they answer for.
     *
     * @param broker {@code ssl://host:port}
     * @param user the fog node's user name there
     * @param passwordFile a file whose first line is its password; where there is none, its certificate says enough
     * @param caFile the authority that signed the broker's certificate, PEM; the platform's own if empty
     */
    record Outside(URI broker, String user, Optional<Path> passwordFile, Optional<Path> caFile)
            implements BrokerConfig {}
}
