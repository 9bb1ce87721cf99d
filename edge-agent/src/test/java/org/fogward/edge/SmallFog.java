package org.fogward.edge;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.train.TrainingOptions;
import org.fogward.models.train.TrainingTask;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.envelope.OpenedEnvelope;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.identity.VerificationKey;
import org.fogward.protocol.link.Backoff;
import org.fogward.protocol.link.LinkOptions;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.link.PahoMessageLink;
import org.fogward.protocol.seal.SealedFogLink;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.RoundState;
import org.fogward.protocol.v1.Status;
import org.fogward.protocol.v1.Stored;
import org.fogward.protocol.v1.Update;

/** A fog node as far as one gateway sees it: a broker, a door for models, and someone who speaks the protocol. */
final class SmallFog implements AutoCloseable {
    static final FederationId FEDERATION = new FederationId("ward");
    private static final int MAX_UPDATE = 1 << 20;

    private final GatewayId gateway;
    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final TestAuthority authority = new TestAuthority();
    private final BlobDoor door;
    private final Topics topics = new Topics(FEDERATION);
    private final EnvelopeOpener opener;
    private final EnvelopeSealer sealer = new EnvelopeSealer(FEDERATION, "fog", key);
    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final URI mqtt;
    private final MessageLink link;
    private final BlockingQueue<Received> updates = new LinkedBlockingQueue<>();
    private final AtomicReference<Status> status = new AtomicReference<>(Status.getDefaultInstance());

    SmallFog(Path directory, GatewayId gateway, VerificationKey gatewayKey) throws Exception {
        this.gateway = gateway;
        this.opener = new EnvelopeOpener(FEDERATION, signer -> Optional.of(gatewayKey), MAX_UPDATE);
        this.door = new BlobDoor(authority.server(), true);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        this.mqtt = URI.create("ssl://localhost:" + port);
        Configuration configuration = new ConfigurationImpl()
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(1 << 20)
                .setMaxDiskUsage(-1)
                .setSecurityEnabled(false)
                .setMqttSessionScanInterval(500)
                .addAcceptorConfiguration(
                        "mqtt",
                        "tcp://localhost:" + port
                                + "?protocols=MQTT;remotingThreads=2;sslEnabled=true;needClientAuth=true"
                                + ";enabledProtocols=TLSv1.3;keyStoreType=PKCS12;trustStoreType=PKCS12"
                                + ";keyStorePath=" + authority.writeServerKeys(directory.resolve("server.p12"))
                                + ";keyStorePassword=" + TestAuthority.PASSWORD
                                + ";trustStorePath=" + authority.writeRoots(directory.resolve("roots.p12"))
                                + ";trustStorePassword=" + TestAuthority.PASSWORD);
        broker.setConfiguration(configuration).start();
        MessageLink carrier = new PahoMessageLink(
                new LinkOptions(mqtt, "fog", "fog", authority.client("fog"), Optional.empty(), Backoff.DEFAULT));
        this.link = new SealedFogLink(carrier, FEDERATION, sealer, opener, (topic, why) -> {});
        link.subscribe(topics.everyUpdate(), (topic, bytes) -> receive(bytes));
        link.subscribe(
                topics.everyStatus(),
                (topic, bytes) -> status.set(open(bytes, MessageType.MESSAGE_TYPE_STATUS, Status.parser())));
        link.start();
    }

    URI mqtt() {
        return mqtt;
    }

    BlobDoor door() {
        return door;
    }

    /** Enrols the gateway whose state lies there. */
    void enrol(Path state) throws Exception {
        EnrolledState.in(state, authority.ca, gateway, mqtt, door.uri(), key());
    }

    VerificationKey key() {
        return key.verificationKey();
    }

    Status status() {
        return status.get();
    }

    RoundAnnouncement round(long round, RoundState state, Digest model, ModelSpec spec) {
        return RoundAnnouncement.newBuilder()
                .setRound(round)
                .setTotalRounds(10)
                .setState(state)
                .setModelDigest(ByteString.copyFrom(model.bytes()))
                .setTask(new TrainingTask(spec, TrainingOptions.defaults(spec)).toJson())
                .setCodec("dense-float32")
                .setSeed(7)
                .build();
    }

    void announce(RoundAnnouncement round) {
        publish(topics.round(), sealer.seal(MessageType.MESSAGE_TYPE_ROUND, round), true);
    }

    void announceAsStranger(RoundAnnouncement round) {
        EnvelopeSealer stranger = new EnvelopeSealer(FEDERATION, "fog", SigningKey.generate(new SecureRandom()));
        publish(topics.round(), stranger.seal(MessageType.MESSAGE_TYPE_ROUND, round), true);
    }

    void storedReceipt(Received update) {
        answer(Receipt.newBuilder()
                .setRound(update.update().getRound())
                .setUpdateDigest(ByteString.copyFrom(update.digest().bytes()))
                .setStored(Stored.getDefaultInstance())
                .build());
    }

    void answer(Receipt receipt) {
        publish(topics.receipt(gateway), sealer.seal(MessageType.MESSAGE_TYPE_RECEIPT, receipt), false);
    }

    /** Waits for the next update, a minute at most. */
    Received nextUpdate() throws InterruptedException {
        return Optional.ofNullable(updates.poll(60, TimeUnit.SECONDS)).orElseThrow();
    }

    List<Received> furtherUpdates() {
        return List.copyOf(updates);
    }

    private void publish(String topic, byte[] envelope, boolean retained) {
        Waiting.until(link::connected);
        link.publish(topic, envelope, retained).join();
    }

    private void receive(byte[] bytes) {
        updates.add(new Received(Digest.of(bytes), open(bytes, MessageType.MESSAGE_TYPE_UPDATE, Update.parser())));
    }

    private <T extends MessageLite> T open(byte[] bytes, MessageType type, Parser<T> parser) {
        try {
            OpenedEnvelope envelope = opener.open(bytes);
            return envelope.parse(type, parser);
        } catch (EnvelopeException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        link.close();
        broker.stop();
        door.close();
    }

    /** An update that came. */
    record Received(Digest digest, Update update) {}
}
