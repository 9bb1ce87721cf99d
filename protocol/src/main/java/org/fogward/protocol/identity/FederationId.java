package org.fogward.protocol.identity;

/**
 * The name of a federation: the clinics and fog nodes that learn one model together.
 *
 * <p>One to 63 characters, {@code [a-z0-9][a-z0-9-]*}. It is a level of every MQTT topic, so it holds no slash and no
 * wildcard; a dot is banned because some brokers turn slashes into dots before they check access. Immutable.
 *
 * @param value the name
 */
public record FederationId(String value) {
    /** @throws IllegalArgumentException if the name does not have the form above */
    public FederationId {
        IdentifierForm.check("federation", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
