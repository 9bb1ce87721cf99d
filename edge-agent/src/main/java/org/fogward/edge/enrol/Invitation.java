package org.fogward.edge.enrol;

import java.net.URI;
import java.util.Optional;
import org.fogward.protocol.enrolment.InvitationCode;

/**
 * What a person types or scans to enrol a gateway: a code, or the text of a QR code, {@code fogward-enrol:https://host:port#code}.
 *
 * @param code the code
 * @param door where the fog node is, if the text says so
 */
public record Invitation(InvitationCode code, Optional<URI> door) {
    private static final String SCHEME = "fogward-enrol:";
    private static final int MAX_TEXT = 512;

    /**
     * Reads either form.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Invitation parse(String text) {
        if (!text.startsWith(SCHEME)) {
            return new Invitation(InvitationCode.parse(text), Optional.empty());
        }
        int hash = text.lastIndexOf('#');
        if (hash < 0 || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("invitation: " + SCHEME + "https://host:port#code expected");
        }
        return new Invitation(
                InvitationCode.parse(text.substring(hash + 1)),
                Optional.of(door(text.substring(SCHEME.length(), hash))));
    }

    /**
     * Reads the address of a fog node's HTTPS door.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static URI door(String text) {
        URI door = URI.create(text);
        if (!"https".equals(door.getScheme()) || door.getHost() == null) {
            throw new IllegalArgumentException("fog node: https://host:port expected");
        }
        return door;
    }
}
