package org.fogward.protocol.identity;

/**
 * The name of a gateway within its federation.
 *
 * <p>Same form as a {@link FederationId}; {@value Signer#FOG} is not allowed, since the fog node signs by that name.
 * Ordered by code unit, which is the order in which updates are combined. Immutable.
 *
 * @param value the name
 */
public record GatewayId(String value) implements Comparable<GatewayId> {
    /** @throws IllegalArgumentException if the name does not have the form above, or is the fog node's */
    public GatewayId {
        IdentifierForm.check("gateway", value);
        if (value.equals(Signer.FOG)) {
            throw new IllegalArgumentException("gateway: \"" + Signer.FOG + "\" is the fog node's own name");
        }
    }

    @Override
    public int compareTo(GatewayId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
