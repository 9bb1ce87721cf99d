package org.fogward.protocol.envelope;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.MessageSigner;
import org.fogward.protocol.v1.Envelope;
import org.fogward.protocol.v1.MessageType;

/**
 * Puts messages into signed envelopes, in the name of one signer. Safe for use by several threads.
 *
 * <p>The same message sealed twice gives the same bytes, so sending an update again keeps its digest.
 */
public final class EnvelopeSealer {
    private final FederationId federation;
    private final String signer;
    private final MessageSigner key;

    /**
     * A sealer.
     *
     * @param signer a gateway's id, or {@link org.fogward.protocol.identity.Signer#FOG}
     */
    public EnvelopeSealer(FederationId federation, String signer, MessageSigner key) {
        this.federation = federation;
        this.signer = signer;
        this.key = key;
    }

    /**
     * Seals a message.
     *
     * @param type what the message is
     * @return the bytes of an {@link Envelope}, ready to be published
     * @throws IllegalArgumentException if the type is unspecified
     */
    public byte[] seal(MessageType type, MessageLite payload) {
        if (type == MessageType.MESSAGE_TYPE_UNSPECIFIED || type == MessageType.UNRECOGNIZED) {
            throw new IllegalArgumentException("type: unspecified");
        }
        Envelope.Builder envelope = Envelope.newBuilder()
                .setVersion(SignedContent.VERSION)
                .setFederation(federation.value())
                .setSigner(signer)
                .setType(type)
                .setPayload(payload.toByteString());
        byte[] signature = key.sign(SignedContent.of(envelope.build()));
        return envelope.setSignature(ByteString.copyFrom(signature)).build().toByteArray();
    }
}
