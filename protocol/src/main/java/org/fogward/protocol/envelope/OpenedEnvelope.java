package org.fogward.protocol.envelope;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.RefusalReason;

/**
 * What an envelope held, after its signature was verified. Immutable.
 *
 * @param signer who signed: a gateway's id, or {@link org.fogward.protocol.identity.Signer#FOG}
 * @param type what the payload is
 * @param payload the message, not parsed yet
 * @param digest SHA-256 of the whole envelope, by which an update is named in receipts and on the ledger
 */
public record OpenedEnvelope(String signer, MessageType type, ByteString payload, Digest digest) {
    private static final int MAX_DEPTH = 8;

    /**
     * Parses the payload, which must be of the expected type.
     *
     * @param <T> the message's class
     * @throws EnvelopeException {@link RefusalReason#REFUSAL_REASON_MALFORMED} if it is of another type or cannot be
     *     parsed
     */
    public <T extends MessageLite> T parse(MessageType expected, Parser<T> parser) throws EnvelopeException {
        if (type != expected) {
            throw malformed("type: " + expected + " expected, not " + type);
        }
        CodedInputStream in = payload.newCodedInput();
        in.setRecursionLimit(MAX_DEPTH);
        try {
            return parser.parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw malformed("payload: not a message of type " + expected);
        }
    }

    private static EnvelopeException malformed(String message) {
        return new EnvelopeException(RefusalReason.REFUSAL_REASON_MALFORMED, message);
    }
}
