package org.fogward.protocol.topic;

import java.util.Optional;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/**
 * The topics of one federation, all under {@code fogward/v1/<federation>/}. Immutable.
 *
 * <p>{@code round} and {@code model} are retained and published by the fog node; {@code update/<gateway>} goes up,
 * {@code receipt/<gateway>} comes back; {@code status/<gateway>} is retained, with a last will. {@code seal} holds the key with which
 * gateways begin their sessions, retained.
 */
public final class Topics {
    private static final String UPDATE = "update/";
    private static final String RECEIPT = "receipt/";
    private static final String STATUS = "status/";

    private final String prefix;

    /** The topics of a federation. */
    public Topics(FederationId federation) {
        this.prefix = "fogward/v1/" + federation.value() + "/";
    }

    /** Round announcements, retained. */
    public String round() {
        return prefix + "round";
    }

    /** Model announcements, retained. */
    public String model() {
        return prefix + "model";
    }

    /** The fog node's sealing key, retained. */
    public String seal() {
        return prefix + "seal";
    }

    /** Where a gateway sends its updates. */
    public String update(GatewayId gateway) {
        return prefix + UPDATE + gateway.value();
    }

    /** Where a gateway's receipts come. */
    public String receipt(GatewayId gateway) {
        return prefix + RECEIPT + gateway.value();
    }

    /** A gateway's status, retained. */
    public String status(GatewayId gateway) {
        return prefix + STATUS + gateway.value();
    }

    /** The filter for every gateway's updates. */
    public String everyUpdate() {
        return prefix + UPDATE + "+";
    }

    /** The filter for every gateway's status. */
    public String everyStatus() {
        return prefix + STATUS + "+";
    }

    /**
     * Whose topic this is.
     *
     * @param topic any text
     * @return the gateway of an update, receipt or status topic of this federation; empty for every other text
     */
    public Optional<GatewayId> gatewayOf(String topic) {
        for (String kind : new String[] {UPDATE, RECEIPT, STATUS}) {
            if (topic.startsWith(prefix + kind)) {
                return parse(topic.substring(prefix.length() + kind.length()));
            }
        }
        return Optional.empty();
    }

    private static Optional<GatewayId> parse(String gateway) {
        try {
            return Optional.of(new GatewayId(gateway));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
