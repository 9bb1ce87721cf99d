package org.fogward.edge.intake;

import java.util.List;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.coap.MessageFormatException;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.eclipse.californium.elements.util.Bytes;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/** CoAP messages (RFC 7252, section 3) as they come out of DTLS, by the parser that the gateway's server uses. */
public final class CoapFuzz implements FuzzTarget {
    private final StrictParser parser;
    private final UdpDataSerializer serializer = new UdpDataSerializer();

    /** Makes the parser as the server does. */
    public CoapFuzz() {
        CoapLimits.of(1 << 12);
        this.parser = new StrictParser();
    }

    @Override
    public List<byte[]> seeds() {
        Request block = new Request(CoAP.Code.POST);
        block.setMID(7);
        block.setToken(new byte[] {1, 2, 3, 4});
        block.getOptions().setUriPath("images").addUriQuery("label=ill").addUriQuery("group=p1");
        block.getOptions()
                .setContentFormat(MediaTypeRegistry.IMAGE_PNG)
                .setBlock1(6, true, 3)
                .setSize1(4096);
        block.setPayload(new byte[64]);
        Response response = new Response(CoAP.ResponseCode.CONTINUE);
        response.setMID(8);
        response.setToken(Bytes.EMPTY);
        response.setType(CoAP.Type.ACK);
        return List.of(
                serializer.getByteArray(block),
                serializer.getByteArray(response),
                new byte[] {0x40, 0, 0, 1},
                new byte[] {0x41, 2, 0, 1, 9, (byte) 0xff});
    }

    @Override
    public void run(byte[] input) {
        Message message;
        try {
            message = parser.parseMessage(input);
        } catch (MessageFormatException e) {
            Promise.explains(e);
            return;
        }
        Promise.that(message.getPayloadSize() <= input.length, "payload: longer than the datagram");
    }
}
