package org.fogward.protocol.seal;

import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Status;

/** What whoever has the key sealed: the shortened form of an envelope, with a key that both sides have. */
public final class SealedContentFuzz implements FuzzTarget {
    private static final int NAMES = 64;

    private final FederationId federation = new FederationId("north");
    private final EnvelopeForm form = new EnvelopeForm(federation);
    private final MessageKey key = new MessageKey(new byte[MessageKey.BYTES]);

    @Override
    public List<byte[]> seeds() {
        byte[] envelope = new EnvelopeSealer(federation, "ward-7", SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]))
                .seal(MessageType.MESSAGE_TYPE_STATUS, Status.getDefaultInstance());
        return List.of(form.write(envelope, "ward-7"), form.write(envelope, "ward-8"), form.write(new byte[3], "w"));
    }

    @Override
    public void run(byte[] input) throws Exception {
        byte[] sealed = SealedForm.write(key, 0, input.length, new byte[0], "t", input);
        byte[] opened = SealedForm.open(key, SealedForm.read(sealed), "t");
        Promise.same(opened, input);
        try {
            byte[] message = form.read(opened, "ward-7");
            // A varint of one byte may come back as one of ten, once for each of an envelope's two numbers.
            Promise.that(message.length <= input.length + NAMES, "content: much more than was sealed");
            Promise.same(form.read(form.write(message, "ward-7"), "ward-7"), message);
        } catch (SealException e) {
            Promise.namesField(e);
        }
    }
}
