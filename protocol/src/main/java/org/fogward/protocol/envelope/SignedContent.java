package org.fogward.protocol.envelope;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.fogward.protocol.v1.Envelope;

/**
 * The bytes that an envelope's signature covers: a context string, then version, federation, signer, type and payload,
 * each with its length before it, so that no two different envelopes give the same bytes.
 */
final class SignedContent {
    static final int VERSION = 1;

    private static final byte[] CONTEXT = "fogward-envelope-v1\0".getBytes(StandardCharsets.US_ASCII);

    private SignedContent() {}

    static byte[] of(Envelope envelope) {
        ByteString federation = envelope.getFederationBytes();
        ByteString signer = envelope.getSignerBytes();
        ByteString payload = envelope.getPayload();
        int size = CONTEXT.length + 7 * Integer.BYTES + federation.size() + signer.size() + payload.size();
        ByteBuffer content = ByteBuffer.allocate(size).put(CONTEXT);
        content.putInt(Integer.BYTES).putInt(envelope.getVersion());
        put(content, federation);
        put(content, signer);
        content.putInt(Integer.BYTES).putInt(envelope.getTypeValue());
        put(content, payload);
        return content.array();
    }

    private static void put(ByteBuffer content, ByteString field) {
        content.putInt(field.size());
        field.copyTo(content);
    }
}
