package org.fogward.protocol.seal;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.Signer;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Sealed;
import org.fogward.protocol.v1.Status;

/**
 * Sealed messages at both ends of a session that stands: none that these two did not seal is opened. The first byte chooses the end.
 */
public final class SealedMessageFuzz implements FuzzTarget {
    private static final String TOPIC = "fogward/v1/north/status/ward-7";

    private final FederationId federation = new FederationId("north");
    private final GatewayId gateway = new GatewayId("ward-7");
    private final SigningKey fogKey = SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]);
    private final SigningKey gatewayKey = SigningKey.ofSeed("a gateway's seed of 32 bytes ...".getBytes());
    private final FogSeal fog;
    private final GatewaySeal edge;

    /** Begins a session. */
    public SealedMessageFuzz() {
        fog = new FogSeal(
                federation,
                new EnvelopeSealer(federation, Signer.FOG, fogKey),
                new EnvelopeOpener(federation, signer -> Optional.of(gatewayKey.verificationKey()), 1 << 16));
        edge = new GatewaySeal(
                federation,
                gateway,
                new EnvelopeOpener(federation, signer -> Optional.of(fogKey.verificationKey()), 1 << 16));
        try {
            edge.take(fog.keyAnnouncement());
            byte[] status = new EnvelopeSealer(federation, gateway.value(), gatewayKey)
                    .seal(MessageType.MESSAGE_TYPE_STATUS, Status.getDefaultInstance());
            fog.open(gateway, TOPIC, edge.seal(TOPIC, status).orElseThrow());
            edge.takeGroupKey(fog.groupKeyDelivery());
        } catch (SealException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<byte[]> seeds() {
        byte[] sealed = Sealed.newBuilder()
                .setNumber(7)
                .setContent(ByteString.copyFrom(new byte[40]))
                .build()
                .toByteArray();
        byte[] begins = Sealed.newBuilder()
                .setEncapsulation(ByteString.copyFrom(new byte[9]))
                .setGroup(3)
                .setContent(ByteString.copyFrom(new byte[20]))
                .build()
                .toByteArray();
        return List.of(with(0, sealed), with(1, sealed), with(2, sealed), with(0, begins), with(2, begins));
    }

    @Override
    public void run(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        byte[] message = java.util.Arrays.copyOfRange(input, 1, input.length);
        try {
            switch (Math.floorMod(input[0], 3)) {
                case 0 -> {
                    fog.open(gateway, TOPIC, message);
                    Promise.that(false, "the fog node opened what no gateway sealed");
                }
                case 1 -> {
                    edge.open(TOPIC, message);
                    Promise.that(false, "the gateway opened what no fog node sealed");
                }
                default -> Promise.that(edge.openForAll(TOPIC, message).isEmpty(), "opened what was sealed for nobody");
            }
        } catch (SealException e) {
            Promise.namesField(e);
        }
    }

    private static byte[] with(int first, byte[] rest) {
        return ByteString.copyFrom(new byte[] {(byte) first})
                .concat(ByteString.copyFrom(rest))
                .toByteArray();
    }
}
