package org.fogward.protocol.seal;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.v1.Envelope;

/**
 * What is sealed: an envelope without the names that its topic says already, which a small update would feel, or any other bytes
 * as they are.
 */
final class EnvelopeForm {
    private static final byte WHOLE = 0;
    private static final byte SHORT = 1;

    private final FederationId federation;

    EnvelopeForm(FederationId federation) {
        this.federation = federation;
    }

    byte[] write(byte[] message, String signer) {
        try {
            Envelope envelope = Envelope.parseFrom(message);
            byte[] shortened =
                    envelope.toBuilder().clearFederation().clearSigner().build().toByteArray();
            if (Arrays.equals(message, restored(shortened, signer))) {
                return marked(SHORT, shortened);
            }
        } catch (InvalidProtocolBufferException e) {
            // Then it is no envelope, and whoever opens it finds that out.
        }
        return marked(WHOLE, message);
    }

    /** The bytes that were given to {@link #write}, if it was the same signer. */
    byte[] read(byte[] form, String signer) throws SealException {
        if (form.length == 0 || form[0] != WHOLE && form[0] != SHORT) {
            throw new SealException(DropReason.MALFORMED, "content: of an unknown form");
        }
        byte[] rest = Arrays.copyOfRange(form, 1, form.length);
        try {
            return form[0] == WHOLE ? rest : restored(rest, signer);
        } catch (InvalidProtocolBufferException e) {
            throw new SealException(DropReason.MALFORMED, "content: not an envelope");
        }
    }

    private byte[] restored(byte[] shortened, String signer) throws InvalidProtocolBufferException {
        return Envelope.parseFrom(shortened).toBuilder()
                .setFederation(federation.value())
                .setSigner(signer)
                .build()
                .toByteArray();
    }

    private static byte[] marked(byte mark, byte[] bytes) {
        byte[] form = new byte[bytes.length + 1];
        form[0] = mark;
        System.arraycopy(bytes, 0, form, 1, bytes.length);
        return form;
    }
}
