package org.fogward.protocol.envelope;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.v1.Envelope;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Status;

/** Envelopes as anybody may send them. */
public final class EnvelopeFuzz implements FuzzTarget {
    private static final int MOST_BYTES = 2048;

    private final SigningKey key = SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]);
    private final FederationId federation = new FederationId("north");
    private final EnvelopeOpener opener = new EnvelopeOpener(
            federation,
            signer -> signer.equals("w") ? Optional.of(key.verificationKey()) : Optional.empty(),
            MOST_BYTES);

    @Override
    public List<byte[]> seeds() {
        EnvelopeSealer sealer = new EnvelopeSealer(federation, "w", key);
        List<byte[]> seeds = new ArrayList<>();
        for (MessageType type : MessageType.values()) {
            if (type != MessageType.MESSAGE_TYPE_UNSPECIFIED && type != MessageType.UNRECOGNIZED) {
                seeds.add(sealer.seal(type, Status.newBuilder().setSamples(3).build()));
            }
        }
        seeds.add(new EnvelopeSealer(federation, "x", key)
                .seal(MessageType.MESSAGE_TYPE_STATUS, Status.getDefaultInstance()));
        seeds.add(Envelope.newBuilder()
                .setVersion(1)
                .setFederation("north")
                .setPayload(ByteString.copyFrom(new byte[MOST_BYTES]))
                .build()
                .toByteArray());
        return seeds;
    }

    @Override
    public void run(byte[] input) throws Exception {
        try {
            OpenedEnvelope opened = opener.open(input);
            Promise.that(input.length <= MOST_BYTES, "envelope: beyond its limit");
            Promise.same(opened.digest(), Digest.of(input));
            Promise.same(Envelope.parseFrom(input).toByteArray(), input);
            Promise.same(opened.payload(), Envelope.parseFrom(input).getPayload());
        } catch (EnvelopeException e) {
            Promise.namesField(e);
        }
    }
}
