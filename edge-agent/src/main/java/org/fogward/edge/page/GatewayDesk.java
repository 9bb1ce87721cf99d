package org.fogward.edge.page;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.fogward.edge.device.DeviceRegister;
import org.fogward.edge.enrol.Invitation;

/** What the page sees of its gateway, and may ask it to do. The gateway may run, or wait to be enrolled. Thread-safe. */
public interface GatewayDesk {

    /** How the gateway is now. */
    GatewayView view();

    /** Its devices; empty while it does not run. */
    Optional<DeviceRegister> devices();

    /** Whether it can be enrolled here, and would go on with what it got; else {@link #enrol} is not asked for. */
    boolean enrols();

    /**
     * Enrols the gateway, once more if it was before. Takes as long as the fog node takes to answer. Afterwards the gateway goes on with
     * what it got.
     *
     * @param door the fog node's address; empty: as the invitation or the configuration says
     * @return until when its certificate is good
     * @throws IllegalArgumentException naming the field, if no address is known
     * @throws IOException a sentence for a person, when it is refused or cannot be kept
     */
    Instant enrol(Invitation invitation, Optional<URI> door) throws IOException, InterruptedException;

    /**
     * Forgets a patient.
     *
     * @param patient the id as devices send it
     * @param mayReturn whether samples of the patient are taken again
     * @return how many samples there were
     * @throws PageRefusal if the gateway has taken no samples yet
     */
    int forget(String patient, boolean mayReturn) throws IOException, PageRefusal;
}
