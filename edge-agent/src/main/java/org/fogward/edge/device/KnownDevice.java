package org.fogward.edge.device;

import java.time.Instant;
import java.util.Optional;

/**
 * A device that may deliver samples, or will once it has enrolled.
 *
 * @param name its name, which is also its identity in DTLS
 * @param proof by what it shows that it is this device
 * @param since when it was let in or invited; empty for those of the configuration
 * @param until when its invitation or certificate ends; empty for keys
 * @param seen when it last opened a connection; empty: never since this is counted
 */
public record KnownDevice(
        String name, Proof proof, Optional<Instant> since, Optional<Instant> until, Optional<Instant> seen) {

    /** By what a device proves itself. */
    public enum Proof {
        /** A pre-shared key from the gateway's configuration; only its file can take it out. */
        CONFIGURED_KEY,
        /** A pre-shared key that the gateway made. */
        KEY,
        /** Not yet anything: it is invited and has not enrolled. */
        INVITATION,
        /** A certificate of the gateway's own authority for devices. */
        CERTIFICATE
    }
}
