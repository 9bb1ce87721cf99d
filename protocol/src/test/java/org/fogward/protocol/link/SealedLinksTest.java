package org.fogward.protocol.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.KeyDirectory;
import org.fogward.protocol.identity.Signer;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.seal.SealedFogLink;
import org.fogward.protocol.seal.SealedGatewayLink;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.Status;
import org.fogward.protocol.v1.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends of sealing over a real broker, which also carries what an eavesdropper says. */
final class SealedLinksTest {
    private static final FederationId CLINICS = new FederationId("clinics");
    private static final GatewayId NORTH = new GatewayId("north");
    private static final Topics TOPICS = new Topics(CLINICS);
    private static final byte[] SECRET = "a delta that nobody else may see".getBytes(UTF_8);
    private static final long PATIENCE = 30;

    private final SecureRandom random = new SecureRandom();
    private final SigningKey fogKey = SigningKey.generate(random);
    private final SigningKey northKey = SigningKey.generate(random);
    private final AtomicLong clock = new AtomicLong(1000);
    private final BlockingQueue<Said> atFog = new LinkedBlockingQueue<>();
    private final BlockingQueue<Said> atNorth = new LinkedBlockingQueue<>();
    private final BlockingQueue<Said> overheard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> dropped = new LinkedBlockingQueue<>();

    @TempDir
    Path directory;

    private TestBroker broker;
    private PahoMessageLink eavesdropper;

    private record Said(String topic, byte[] message) {}

    @BeforeEach
    void open() throws Exception {
        broker = new ArtemisBroker(directory);
        broker.start();
        eavesdropper = carrier("eavesdropper");
        eavesdropper.subscribe(TOPICS.everyUpdate(), (topic, message) -> overheard.add(new Said(topic, message)));
        eavesdropper.subscribe(TOPICS.everyStatus(), (topic, message) -> overheard.add(new Said(topic, message)));
        eavesdropper.subscribe(TOPICS.round(), (topic, message) -> overheard.add(new Said(topic, message)));
        eavesdropper.subscribe(TOPICS.receipt(NORTH), (topic, message) -> overheard.add(new Said(topic, message)));
        eavesdropper.start();
        awaitConnected(eavesdropper);
    }

    @AfterEach
    void close() throws Exception {
        eavesdropper.close();
        broker.close();
    }

    @Test
    void both_ends_understand_each_other_and_the_carrier_nothing() throws Exception {
        try (SealedFogLink fog = fog();
                SealedGatewayLink north = north()) {
            fog.publish(TOPICS.round(), round(1), true).get(PATIENCE, TimeUnit.SECONDS);
            assertThat(next(atNorth).message()).isEqualTo(round(1));

            north.publish(TOPICS.update(NORTH), update(), false).get(PATIENCE, TimeUnit.SECONDS);
            assertThat(awaited(atFog, TOPICS.update(NORTH)).message()).isEqualTo(update());

            fog.publish(TOPICS.receipt(NORTH), receipt(), false).get(PATIENCE, TimeUnit.SECONDS);
            assertThat(next(atNorth).message()).isEqualTo(receipt());

            for (String topic : new String[] {TOPICS.round(), TOPICS.update(NORTH), TOPICS.receipt(NORTH)}) {
                byte[] seen = awaited(overheard, topic).message();
                assertThat(contains(seen, SECRET)).as(topic).isFalse();
                assertThat(contains(seen, "north".getBytes(UTF_8))).as(topic).isFalse();
            }
        }
    }

    @Test
    void a_small_update_is_not_longer_sealed_than_in_the_open() throws Exception {
        try (SealedFogLink fog = fog();
                SealedGatewayLink north = north()) {
            awaited(atFog, TOPICS.status(NORTH));
            north.publish(TOPICS.update(NORTH), update(), false).get(PATIENCE, TimeUnit.SECONDS);

            assertThat(awaited(overheard, TOPICS.update(NORTH)).message()).hasSizeLessThan(update().length + 16);
        }
    }

    @Test
    void a_gateway_that_comes_later_hears_what_stands_announced() throws Exception {
        try (SealedFogLink fog = fog()) {
            fog.publish(TOPICS.round(), round(4), true).get(PATIENCE, TimeUnit.SECONDS);
            try (SealedGatewayLink north = north()) {
                assertThat(next(atNorth).message()).isEqualTo(round(4));
            }
        }
    }

    @Test
    void a_fog_node_that_was_started_again_and_a_gateway_find_each_other() throws Exception {
        try (SealedGatewayLink north = north()) {
            try (SealedFogLink fog = fog()) {
                awaited(atFog, TOPICS.status(NORTH));
            }
            try (SealedFogLink again = fog()) {
                again.publish(TOPICS.round(), round(2), true).get(PATIENCE, TimeUnit.SECONDS);
                assertThat(next(atNorth).message()).isEqualTo(round(2));
                north.publish(TOPICS.update(NORTH), update(), false).get(PATIENCE, TimeUnit.SECONDS);
                assertThat(awaited(atFog, TOPICS.update(NORTH)).message()).isEqualTo(update());
            }
        }
    }

    @Test
    void keys_are_replaced_while_both_work() throws Exception {
        try (SealedFogLink fog = fog();
                SealedGatewayLink north = north()) {
            fog.publish(TOPICS.round(), round(1), true).get(PATIENCE, TimeUnit.SECONDS);
            assertThat(next(atNorth).message()).isEqualTo(round(1));
            fog.rotate();
            assertThat(next(atNorth).message()).isEqualTo(round(1));
            fog.publish(TOPICS.round(), round(2), true).get(PATIENCE, TimeUnit.SECONDS);
            assertThat(awaitedBytes(atNorth, round(2))).isTrue();
            north.publish(TOPICS.update(NORTH), update(), false).get(PATIENCE, TimeUnit.SECONDS);
            assertThat(awaited(atFog, TOPICS.update(NORTH)).message()).isEqualTo(update());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fogward/v1/clinics/seal", "fogward/v1/clinics/receipt/north"})
    void a_key_that_the_broker_lost_is_asked_for(String topic) throws Exception {
        try (SealedFogLink fog = fog()) {
            fog.publish(TOPICS.round(), round(1), true).get(PATIENCE, TimeUnit.SECONDS);
            try (SealedGatewayLink north =
                    gateway(new FirstLost(carrier("north"), topic, new AtomicBoolean()), atNorth)) {
                assertThat(next(atNorth).message()).isEqualTo(round(1));
                north.publish(TOPICS.update(NORTH), update(), false).get(PATIENCE, TimeUnit.SECONDS);
                assertThat(awaited(atFog, TOPICS.update(NORTH)).message()).isEqualTo(update());
            }
        }
    }

    @Test
    void an_excluded_gateway_is_neither_heard_nor_told_anything_until_it_is_readmitted() throws Exception {
        try (SealedFogLink fog = fog();
                SealedGatewayLink north = north()) {
            fog.publish(TOPICS.round(), round(1), true).get(PATIENCE, TimeUnit.SECONDS);
            assertThat(next(atNorth).message()).isEqualTo(round(1));
            atFog.clear();
            fog.exclude(NORTH);
            fog.exclude(NORTH);
            assertThat(next(dropped)).isEqualTo("SUSPENDED: gateway: north is suspended");
            fog.publish(TOPICS.round(), round(2), true).get(PATIENCE, TimeUnit.SECONDS);
            assertThat(fog.publish(TOPICS.receipt(NORTH), receipt(), false)).isCompletedExceptionally();
            fog.readmit(NORTH);
            assertThat(next(atNorth).message()).as("not round 2 before").isEqualTo(round(2));
            assertThat(next(atFog).topic()).isEqualTo(TOPICS.status(NORTH));
        }
    }

    @Test
    void what_was_recorded_is_dropped_when_it_comes_again_or_under_another_name() throws Exception {
        try (SealedFogLink fog = fog();
                SealedGatewayLink north = north()) {
            awaited(atFog, TOPICS.status(NORTH));
            byte[] status = awaited(overheard, TOPICS.status(NORTH)).message();
            north.publish(TOPICS.update(NORTH), update(), false).get(PATIENCE, TimeUnit.SECONDS);
            byte[] recorded = awaited(overheard, TOPICS.update(NORTH)).message();
            awaited(atFog, TOPICS.update(NORTH));

            say(TOPICS.update(NORTH), recorded);
            assertThat(next(dropped)).isEqualTo("REPLAYED: number: was there before");
            say(TOPICS.status(NORTH), status);
            assertThat(next(dropped)).isEqualTo("REPLAYED: number: was there before");
            say(TOPICS.update(new GatewayId("south")), recorded);
            assertThat(next(dropped)).isEqualTo("NO_SESSION: message: there is no session yet");
            say(TOPICS.update(NORTH), update());
            assertThat(next(dropped)).isEqualTo("MALFORMED: message: not sealed");
            say(TOPICS.update(NORTH), Arrays.copyOf(recorded, recorded.length - 1));
            assertThat(next(dropped)).isNotEmpty();
            assertThat(atFog).isEmpty();
        }
    }

    @Test
    void answers_go_to_the_session_that_the_gateway_was_last_heard_in() throws Exception {
        try (SealedFogLink fog = fog();
                SealedGatewayLink north = north()) {
            awaited(atFog, TOPICS.status(NORTH));
            try (SealedGatewayLink copy = gateway("north.copy", new LinkedBlockingQueue<>())) {
                awaited(atFog, TOPICS.status(NORTH));
                north.publish(TOPICS.update(NORTH), update(), false).get(PATIENCE, TimeUnit.SECONDS);
                awaited(atFog, TOPICS.update(NORTH));
                fog.publish(TOPICS.receipt(NORTH), receipt(), false).get(PATIENCE, TimeUnit.SECONDS);
                assertThat(next(atNorth).message()).isEqualTo(receipt());
            }
        }
    }

    @Test
    void a_last_will_is_heard_though_it_is_not_sealed() throws Exception {
        try (SealedFogLink fog = fog()) {
            say(TOPICS.status(NORTH), status(false));
            assertThat(next(atFog).message()).isEqualTo(status(false));
        }
    }

    private SealedFogLink fog() {
        EnvelopeSealer sealer = new EnvelopeSealer(CLINICS, Signer.FOG, fogKey);
        KeyDirectory registered =
                signer -> signer.equals("north") ? Optional.of(northKey.verificationKey()) : Optional.empty();
        SealedFogLink link = new SealedFogLink(
                carrier("fog"),
                CLINICS,
                sealer,
                new EnvelopeOpener(CLINICS, registered, 1 << 20),
                (topic, why) -> dropped.add(why.reason() + ": " + why.getMessage()));
        link.subscribe(TOPICS.everyUpdate(), (topic, message) -> atFog.add(new Said(topic, message)));
        link.subscribe(TOPICS.everyStatus(), (topic, message) -> atFog.add(new Said(topic, message)));
        link.start();
        awaitConnected(link);
        return link;
    }

    private SealedGatewayLink north() {
        return gateway("north", atNorth);
    }

    private SealedGatewayLink gateway(String session, BlockingQueue<Said> heard) {
        return gateway(carrier(session), heard);
    }

    private SealedGatewayLink gateway(MessageLink carrier, BlockingQueue<Said> heard) {
        KeyDirectory fogOnly =
                signer -> signer.equals(Signer.FOG) ? Optional.of(fogKey.verificationKey()) : Optional.empty();
        SealedGatewayLink link =
                new SealedGatewayLink(carrier, CLINICS, NORTH, new EnvelopeOpener(CLINICS, fogOnly, 1 << 20));
        link.onConnected(() -> {
            var ignored = link.publish(TOPICS.status(NORTH), status(true), true);
        });
        link.subscribe(TOPICS.round(), (topic, message) -> heard.add(new Said(topic, message)));
        link.subscribe(TOPICS.receipt(NORTH), (topic, message) -> heard.add(new Said(topic, message)));
        link.start();
        return link;
    }

    /** As a broker does that loses the first message of a topic to somebody who subscribes just then. */
    private record FirstLost(MessageLink link, String topic, AtomicBoolean subscribed) implements MessageLink {
        @Override
        public void start() {
            link.start();
        }

        @Override
        public CompletableFuture<Void> publish(String to, byte[] payload, boolean retained) {
            return link.publish(to, payload, retained);
        }

        @Override
        public CompletableFuture<Void> subscribe(String filter, MessageHandler handler) {
            AtomicBoolean lost = new AtomicBoolean(!filter.equals(topic) || subscribed.getAndSet(true));
            return link.subscribe(filter, (from, message) -> {
                if (lost.getAndSet(true)) {
                    handler.handle(from, message);
                }
            });
        }

        @Override
        public void onConnected(Runnable listener) {
            link.onConnected(listener);
        }

        @Override
        public boolean connected() {
            return link.connected();
        }

        @Override
        public LinkTraffic traffic() {
            return link.traffic();
        }

        @Override
        public void close() {
            link.close();
        }
    }

    private static void awaitConnected(MessageLink link) {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        link.onConnected(() -> connected.complete(null));
        connected.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
    }

    private PahoMessageLink carrier(String name) {
        return new PahoMessageLink(new LinkOptions(
                broker.uri(),
                name,
                name,
                () -> TestBroker.PASSWORD,
                Optional.empty(),
                Optional.empty(),
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(500))));
    }

    private void say(String topic, byte[] message) throws Exception {
        eavesdropper.publish(topic, message, false).get(PATIENCE, TimeUnit.SECONDS);
    }

    private byte[] round(long number) {
        return new EnvelopeSealer(CLINICS, Signer.FOG, fogKey)
                .seal(
                        MessageType.MESSAGE_TYPE_ROUND,
                        RoundAnnouncement.newBuilder()
                                .setRound(number)
                                .setTask(new String(SECRET, UTF_8))
                                .build());
    }

    private byte[] receipt() {
        return new EnvelopeSealer(CLINICS, Signer.FOG, fogKey)
                .seal(
                        MessageType.MESSAGE_TYPE_RECEIPT,
                        Receipt.newBuilder()
                                .setUpdateDigest(ByteString.copyFrom(SECRET))
                                .build());
    }

    private byte[] update() {
        return new EnvelopeSealer(CLINICS, "north", northKey)
                .seal(
                        MessageType.MESSAGE_TYPE_UPDATE,
                        Update.newBuilder()
                                .setDelta(ByteString.copyFrom(SECRET))
                                .build());
    }

    private byte[] status(boolean online) {
        return new EnvelopeSealer(CLINICS, "north", northKey)
                .seal(
                        MessageType.MESSAGE_TYPE_STATUS,
                        Status.newBuilder()
                                .setOnline(online)
                                .setSentEpochMs(online ? clock.incrementAndGet() : 0)
                                .build());
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return Optional.ofNullable(queue.poll(PATIENCE, TimeUnit.SECONDS)).orElseThrow();
    }

    private static Said awaited(BlockingQueue<Said> queue, String topic) throws InterruptedException {
        Said said = next(queue);
        while (!said.topic().equals(topic)) {
            said = next(queue);
        }
        return said;
    }

    private static boolean awaitedBytes(BlockingQueue<Said> queue, byte[] message) throws InterruptedException {
        while (!Arrays.equals(next(queue).message(), message)) {
            // What was announced before may come again.
        }
        return true;
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        return new String(bytes, ISO_8859_1).contains(new String(part, ISO_8859_1));
    }
}
