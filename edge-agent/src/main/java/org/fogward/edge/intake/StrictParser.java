package org.fogward.edge.intake;

import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.MessageFormatException;
import org.eclipse.californium.core.network.serialization.UdpDataParser;
import org.eclipse.californium.elements.util.DatagramReader;

/**
 * Reads CoAP messages (RFC 7252, section 3). Californium drops what its parser calls malformed; of other exceptions its protocol thread
 * makes an error in the log with a stack trace, which any device could cause again and again.
 */
final class StrictParser extends UdpDataParser {
    @Override
    public void parseOptionsAndPayload(DatagramReader reader, Message message) {
        try {
            super.parseOptionsAndPayload(reader, message);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new MessageFormatException(String.valueOf(e.getMessage()));
        }
    }
}
