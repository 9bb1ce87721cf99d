package org.fogward.edge.device;

import java.time.Instant;
import java.util.Optional;
import org.fogward.edge.device.KnownDevice.Proof;

/** One row of the table of credentials. Its text form leaves the secret out. */
record CredentialRow(
        long id,
        String device,
        Proof kind,
        Instant since,
        Optional<Instant> until,
        Optional<byte[]> secret,
        boolean ended) {

    Credential credential() {
        return new Credential(id, device, kind);
    }

    /** Whether a device may prove itself by it now; empty: it may. */
    Optional<DeviceRefusal> refusal(Instant now) {
        if (ended) {
            return Optional.of(DeviceRefusal.REMOVED);
        }
        return until.filter(end -> !now.isBefore(end)).map(end -> DeviceRefusal.EXPIRED);
    }

    @Override
    public String toString() {
        return "CredentialRow[" + id + ", " + device + ", " + kind + "]";
    }
}
