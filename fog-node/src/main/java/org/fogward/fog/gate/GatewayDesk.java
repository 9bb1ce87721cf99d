package org.fogward.fog.gate;

import java.util.List;
import java.util.Optional;

/** What operators do about gateways. Thread-safe; refuses with {@link IllegalArgumentException}, whose text names the field. */
public interface GatewayDesk {

    /**
     * A registered gateway.
     *
     * @param gateway its id
     * @param suspended why it may not take part at present; absent while it may
     */
    record Standing(String gateway, Optional<String> suspended) {}

    /**
     * An invitation, to be shown once to whoever made it.
     *
     * @param code what the gateway's owner types
     * @param address where the gateway reaches the fog node
     * @param qr both as a QR code, a line of 0 and 1 for each row
     * @param minutes how long it is good
     */
    record Invitation(String code, String address, List<String> qr, long minutes) {
        /** Leaves the code out. */
        @Override
        public String toString() {
            return "Invitation[address=" + address + "]";
        }
    }

    /** All that are registered, by id. */
    List<Standing> gateways();

    /** Sends a gateway away until it is restored; in force when this returns. */
    void suspend(String gateway, String reason);

    /** Lets a gateway take part again; in force when this returns. */
    void restore(String gateway, String reason);

    /** Invites a gateway to enrol. */
    Invitation invite(String gateway);
}
