package org.fogward.fog.registry;

import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.OpenedEnvelope;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what gateways say of themselves. Only shown, never acted on. Thread-safe. */
public final class StatusIntake {

    private static final Logger LOG = LoggerFactory.getLogger(StatusIntake.class);

    private static final int LONGEST_ALARM = 300;

    private final Topics topics;
    private final EnvelopeOpener opener;
    private final GatewayActivity activity;

    /** An intake of one federation. */
    public StatusIntake(FederationId federation, GatewayRegistry registry, GatewayActivity activity) {
        topics = new Topics(federation);
        opener = new EnvelopeOpener(federation, registry, EnvelopeOpener.MAX_BYTES_BESIDE_UPDATES);
        this.activity = activity;
    }

    /** Takes one message from a status topic; what is not rightly signed by the topic's gateway is ignored. */
    public void take(String topic, byte[] message) {
        try {
            OpenedEnvelope envelope = opener.open(message);
            GatewayId gateway = new GatewayId(envelope.signer());
            if (topic.equals(topics.status(gateway))) {
                Status status = envelope.parse(MessageType.MESSAGE_TYPE_STATUS, Status.parser());
                activity.received(gateway, message.length);
                activity.status(gateway, status.getOnline(), Math.max(0, status.getSamples()), alarm(status));
            } else {
                LOG.info("ignored a status on {}: signer: not the gateway that the topic belongs to", topic);
            }
        } catch (EnvelopeException e) {
            LOG.info("ignored a status on {}: {}", topic, e.getMessage());
        }
    }

    private static String alarm(Status status) {
        String said = status.getHistoryAlarm().replaceAll("\\p{Cntrl}", " ");
        return said.substring(0, Math.min(said.length(), LONGEST_ALARM));
    }
}
