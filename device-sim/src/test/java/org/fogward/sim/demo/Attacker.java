package org.fogward.sim.demo;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.fogward.fog.FogNode;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.MessageSigner;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.link.Backoff;
import org.fogward.protocol.link.LinkOptions;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.link.PahoMessageLink;
import org.fogward.protocol.seal.SealedGatewayLink;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.RoundState;
import org.fogward.protocol.v1.Status;
import org.fogward.protocol.v1.Update;

/** Somebody with a key, maybe a certificate, and bad intentions. */
final class Attacker implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final FederationId federation;
    private final GatewayId id;
    private final MessageSigner key;
    private final Topics topics;
    private final MessageLink link;
    private final BlockingQueue<RoundAnnouncement> rounds = new LinkedBlockingQueue<>();

    Attacker(FogNode fog, FederationId federation, GatewayId id, SSLContext tls, MessageSigner key) {
        this.federation = federation;
        this.id = id;
        this.key = key;
        this.topics = new Topics(federation);
        MessageLink carrier = new PahoMessageLink(new LinkOptions(
                fog.mqttUri(),
                id.value(),
                id.value(),
                tls,
                Optional.empty(),
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(500))));
        EnvelopeOpener opener = new EnvelopeOpener(federation, signer -> Optional.of(fog.verificationKey()), 1 << 20);
        this.link = new SealedGatewayLink(carrier, federation, id, opener);
        byte[] status = new EnvelopeSealer(federation, id.value(), key)
                .seal(
                        MessageType.MESSAGE_TYPE_STATUS,
                        Status.newBuilder()
                                .setOnline(true)
                                .setSentEpochMs(System.currentTimeMillis())
                                .build());
        link.onConnected(() -> {
            var ignored = link.publish(topics.status(id), status, true);
        });
        link.subscribe(topics.round(), (topic, message) -> rounds.add(announcement(opener, message)));
        link.start();
    }

    static SigningKey newKey() {
        return SigningKey.generate(new SecureRandom());
    }

    RoundAnnouncement awaitOpen(long round) throws InterruptedException {
        while (true) {
            RoundAnnouncement next = Optional.ofNullable(rounds.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("round " + round + " was not announced"));
            if (next.getRound() == round && next.getState() == RoundState.ROUND_STATE_OPEN) {
                return next;
            }
        }
    }

    boolean connected() {
        return link.connected();
    }

    /** Publishes on somebody's update topic. */
    CompletableFuture<Void> send(GatewayId owner, byte[] message) {
        return link.publish(topics.update(owner), message, false);
    }

    /** An update in this attacker's name, signed with a key. */
    byte[] sealed(Update update, MessageSigner signing) {
        return new EnvelopeSealer(federation, id.value(), signing).seal(MessageType.MESSAGE_TYPE_UPDATE, update);
    }

    byte[] sealed(Update update) {
        return sealed(update, key);
    }

    /** An update for a round that is not a number in any coordinate, which no honest encoder writes. */
    static Update notNumbers(RoundAnnouncement round, int parameters) {
        byte[] planes = new byte[Short.BYTES * parameters];
        Arrays.fill(planes, (byte) 0x7f);
        byte[] frame = Zstd.compress(planes);
        byte[] delta = ByteBuffer.allocate(6 + frame.length)
                .put((byte) 1)
                .put((byte) 2)
                .putInt(parameters)
                .put(frame)
                .array();
        return Update.newBuilder()
                .setRound(round.getRound())
                .setBaseModelDigest(round.getModelDigest())
                .setSamples(100)
                .setTrainLoss(0.5)
                .setCodec(round.getCodec())
                .setParameters(parameters)
                .setDelta(ByteString.copyFrom(delta))
                .build();
    }

    @Override
    public void close() throws Exception {
        link.close();
    }

    private static RoundAnnouncement announcement(EnvelopeOpener opener, byte[] message) {
        try {
            return opener.open(message).parse(MessageType.MESSAGE_TYPE_ROUND, RoundAnnouncement.parser());
        } catch (EnvelopeException e) {
            throw new AssertionError(e);
        }
    }
}
