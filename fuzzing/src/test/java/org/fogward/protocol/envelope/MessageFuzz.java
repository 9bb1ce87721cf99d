package org.fogward.protocol.envelope;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.Anchored;
import org.fogward.protocol.v1.ClassCount;
import org.fogward.protocol.v1.Encoding;
import org.fogward.protocol.v1.GroupKeyDelivery;
import org.fogward.protocol.v1.LocalEvaluation;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.ModelAnnouncement;
import org.fogward.protocol.v1.ModelDelta;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.RoundEntry;
import org.fogward.protocol.v1.SealingKeyAnnouncement;
import org.fogward.protocol.v1.Status;
import org.fogward.protocol.v1.Update;

/** Every message of the schema inside of an envelope whose signature was right. */
public final class MessageFuzz implements FuzzTarget {
    private static final List<MessageLite> MESSAGES = List.of(
            RoundAnnouncement.newBuilder()
                    .setRound(1)
                    .setTask("{}")
                    .setEncoding(Encoding.newBuilder().setDensity(0.5f).setBits(4))
                    .build(),
            ModelAnnouncement.newBuilder()
                    .setRound(2)
                    .setStart("random")
                    .addKept(ByteString.copyFrom(new byte[Digest.BYTES]))
                    .build(),
            Update.newBuilder()
                    .setRound(1)
                    .setCodec("dense-float16")
                    .setEvaluation(LocalEvaluation.newBuilder().setClasses(2).addConfusion(3))
                    .build(),
            Receipt.newBuilder()
                    .setRound(1)
                    .setAnchored(Anchored.newBuilder()
                            .setTreeSize(2)
                            .addPath(ByteString.copyFrom(new byte[Digest.BYTES]))
                            .setLeaf(RoundEntry.newBuilder().setRound(1).build().toByteString()))
                    .build(),
            Status.newBuilder()
                    .setOnline(true)
                    .addClasses(ClassCount.newBuilder().setName("a").setSamples(1))
                    .build(),
            SealingKeyAnnouncement.newBuilder()
                    .setPublicKey(ByteString.copyFrom(new byte[8]))
                    .build(),
            GroupKeyDelivery.newBuilder().setNumber(7).build(),
            ModelDelta.newBuilder().setKeep(0.5).setCodec("int8").build());

    private final Digest digest = Digest.of(new byte[1]);

    @Override
    public List<byte[]> seeds() {
        return MESSAGES.stream()
                .map(message -> ByteString.copyFrom(new byte[] {(byte) MESSAGES.indexOf(message)})
                        .concat(message.toByteString())
                        .toByteArray())
                .toList();
    }

    @Override
    public void run(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        MessageLite message = MESSAGES.get(Math.floorMod(input[0], MESSAGES.size()));
        Parser<? extends MessageLite> parser = message.getParserForType();
        ByteString payload = ByteString.copyFrom(input, 1, input.length - 1);
        try {
            MessageLite read = parsed(payload, parser);
            ByteString written = read.toByteString();
            Promise.same(written, parsed(written, parser).toByteString());
        } catch (EnvelopeException e) {
            Promise.namesField(e);
        }
    }

    private <T extends MessageLite> T parsed(ByteString payload, Parser<T> parser) throws EnvelopeException {
        return new OpenedEnvelope("w", MessageType.MESSAGE_TYPE_UPDATE, payload, digest)
                .parse(MessageType.MESSAGE_TYPE_UPDATE, parser);
    }
}
