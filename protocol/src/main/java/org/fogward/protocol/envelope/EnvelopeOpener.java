package org.fogward.protocol.envelope;

import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_BAD_SIGNATURE;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_MALFORMED;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_TOO_LARGE;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_UNKNOWN_GATEWAY;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.KeyDirectory;
import org.fogward.protocol.identity.VerificationKey;
import org.fogward.protocol.v1.Envelope;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.RefusalReason;

/**
 * Opens envelopes that came from outside: checks size, form, federation, signer and signature, in this order, and only
 * then hands out the payload, unparsed. Safe for use by several threads.
 *
 * <p>An envelope has exactly one encoding: unknown fields and any other byte that the signature does not cover are
 * refused, so nobody on the way can give a signed update a second digest.
 */
public final class EnvelopeOpener {
    /** Bytes that any message but an update may take, whatever the opener's own limit. */
    public static final int MAX_BYTES_BESIDE_UPDATES = 1 << 18;

    private static final int MAX_DEPTH = 4;

    private final FederationId federation;
    private final KeyDirectory keys;
    private final int maxBytes;

    /**
     * An opener for one federation.
     *
     * @param keys the signers whose messages are taken
     * @param maxBytes the largest envelope taken
     * @throws IllegalArgumentException if the limit is not positive
     */
    public EnvelopeOpener(FederationId federation, KeyDirectory keys, int maxBytes) {
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("maxBytes: not positive");
        }
        this.federation = federation;
        this.keys = keys;
        this.maxBytes = maxBytes;
    }

    /**
     * Opens an envelope.
     *
     * @param bytes anything
     * @throws EnvelopeException with the reason {@code TOO_LARGE}, {@code MALFORMED} (also for another version or
     *     federation), {@code UNKNOWN_GATEWAY} or {@code BAD_SIGNATURE}
     */
    public OpenedEnvelope open(byte[] bytes) throws EnvelopeException {
        if (bytes.length > maxBytes) {
            throw tooLarge(bytes.length, maxBytes);
        }
        Envelope envelope = parse(bytes);
        checkForm(envelope, bytes);
        if (envelope.getType() != MessageType.MESSAGE_TYPE_UPDATE && bytes.length > MAX_BYTES_BESIDE_UPDATES) {
            throw tooLarge(bytes.length, MAX_BYTES_BESIDE_UPDATES);
        }
        VerificationKey key = keys.find(envelope.getSigner())
                .orElseThrow(() -> refusal(REFUSAL_REASON_UNKNOWN_GATEWAY, "signer: not registered"));
        if (!key.verify(SignedContent.of(envelope), envelope.getSignature().toByteArray())) {
            throw refusal(REFUSAL_REASON_BAD_SIGNATURE, "signature: does not match");
        }
        return new OpenedEnvelope(envelope.getSigner(), envelope.getType(), envelope.getPayload(), Digest.of(bytes));
    }

    private static Envelope parse(byte[] bytes) throws EnvelopeException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        in.setRecursionLimit(MAX_DEPTH);
        try {
            return Envelope.parser().parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw refusal(REFUSAL_REASON_MALFORMED, "envelope: not an envelope");
        }
    }

    private void checkForm(Envelope envelope, byte[] bytes) throws EnvelopeException {
        if (envelope.getVersion() != SignedContent.VERSION) {
            throw refusal(REFUSAL_REASON_MALFORMED, "version: only " + SignedContent.VERSION + " is known here");
        }
        if (!envelope.getFederation().equals(federation.value())) {
            throw refusal(REFUSAL_REASON_MALFORMED, "federation: not this one");
        }
        MessageType type = envelope.getType();
        if (type == MessageType.MESSAGE_TYPE_UNSPECIFIED || type == MessageType.UNRECOGNIZED) {
            throw refusal(REFUSAL_REASON_MALFORMED, "type: unspecified");
        }
        if (envelope.getUnknownFields().getSerializedSize() > 0 || !Arrays.equals(envelope.toByteArray(), bytes)) {
            throw refusal(REFUSAL_REASON_MALFORMED, "envelope: not in its one encoding");
        }
    }

    private static EnvelopeException tooLarge(int actual, int allowed) {
        return refusal(REFUSAL_REASON_TOO_LARGE, "envelope: " + actual + " bytes, allowed are " + allowed);
    }

    private static EnvelopeException refusal(RefusalReason reason, String message) {
        return new EnvelopeException(reason, message);
    }
}
