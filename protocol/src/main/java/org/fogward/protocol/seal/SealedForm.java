package org.fogward.protocol.seal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import org.fogward.protocol.v1.Sealed;

/** A {@link Sealed} message as bytes. */
final class SealedForm {
    /** The first field of an envelope is its version, whose tag is this byte; no field of a sealed message has it. */
    private static final byte ENVELOPE = 0x08;

    private SealedForm() {}

    static boolean isPlainEnvelope(byte[] message) {
        return message.length > 0 && message[0] == ENVELOPE;
    }

    static byte[] write(MessageKey key, int group, long number, byte[] encapsulation, String topic, byte[] content) {
        return Sealed.newBuilder()
                .setEncapsulation(ByteString.copyFrom(encapsulation))
                .setGroup(group)
                .setNumber(number)
                .setContent(ByteString.copyFrom(key.seal(number, about(topic), content)))
                .build()
                .toByteArray();
    }

    static Sealed read(byte[] message) throws SealException {
        Sealed sealed;
        try {
            sealed = Sealed.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new SealException(DropReason.MALFORMED, "message: not sealed");
        }
        if (sealed.getContent().isEmpty() || sealed.getUnknownFields().getSerializedSize() > 0) {
            throw new SealException(DropReason.MALFORMED, "message: not sealed");
        }
        return sealed;
    }

    static byte[] open(MessageKey key, Sealed sealed, String topic) throws SealException {
        return key.open(sealed.getNumber(), about(topic), sealed.getContent().toByteArray());
    }

    private static byte[] about(String topic) {
        return topic.getBytes(StandardCharsets.UTF_8);
    }
}
