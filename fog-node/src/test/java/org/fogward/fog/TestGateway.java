package org.fogward.fog;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.fogward.fog.authority.EnrolledGateways;
import org.fogward.fog.authority.GatewayName;
import org.fogward.fog.authority.IssuedCertificate;
import org.fogward.fog.enrol.TestBox;
import org.fogward.fog.round.Database;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.models.analytic.HeadStatistics;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.enrolment.KeyUri;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.identity.VerificationKey;
import org.fogward.protocol.link.Backoff;
import org.fogward.protocol.link.LinkOptions;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.link.PahoMessageLink;
import org.fogward.protocol.seal.SealedGatewayLink;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.WholeNumberCodec;
import org.fogward.protocol.v1.LocalEvaluation;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.RoundState;
import org.fogward.protocol.v1.Status;
import org.fogward.protocol.v1.Update;

/** A small gateway that speaks the protocol over real sockets and sends what a test tells it to. */
final class TestGateway implements AutoCloseable {

    static final FederationId FEDERATION = new FederationId("test");
    private static final long PATIENCE_SECONDS = 60;

    final FederationId federation;
    final GatewayId id;
    final SigningKey key;
    final Topics topics;
    private final EnvelopeSealer sealer;
    private final BlockingQueue<RoundAnnouncement> rounds = new LinkedBlockingQueue<>();
    private final Map<ByteString, String> tasks = new ConcurrentHashMap<>();
    private final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>();
    private final Set<Path> homes = new HashSet<>();
    private Optional<SSLContext> tls = Optional.empty();
    private Optional<MessageLink> link = Optional.empty();
    private Optional<RoundAnnouncement> newest = Optional.empty();

    TestGateway(String id) {
        this(FEDERATION, id);
    }

    TestGateway(FederationId federation, String id) {
        this.federation = federation;
        this.id = new GatewayId(id);
        topics = new Topics(federation);
        key = key(id);
        sealer = new EnvelopeSealer(federation, id, key);
    }

    static SigningKey key(String id) {
        return SigningKey.ofSeed(Digest.of(id.getBytes()).bytes());
    }

    /** Enrols with the fog node of a state directory, which is not running yet. Once is enough. */
    TestGateway enrol(Path state) {
        if (homes.add(state)) {
            try {
                TestBox box = new TestBox(id.value(), key);
                StateLayout layout = new StateLayout(state);
                ServerIdentity fog = ServerIdentity.open(layout.tls(), List.of(), Clock.systemUTC());
                X509Certificate certificate = fog.authority()
                        .issueClient(
                                GatewayName.of(id, federation),
                                box.keys.getPublic(),
                                KeyUri.of(key.verificationKey()),
                                Duration.ofDays(1));
                new EnrolledGateways(Database.open(layout.database()))
                        .enrol(
                                IssuedCertificate.of(certificate, id, key.verificationKey(), Instant.now()),
                                always -> true);
                box.certificate = Optional.of(certificate);
                tls = Optional.of(box.tls(fog.authority().root()));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        return this;
    }

    /** Shows a certificate that it got elsewhere. */
    void show(TestBox box, X509Certificate root) throws Exception {
        tls = Optional.of(box.tls(root));
    }

    /** Another program on the same box. */
    TestGateway sameBox() {
        TestGateway other = new TestGateway(federation, id.value());
        other.tls = tls;
        return other;
    }

    /** Shows its certificate. */
    SSLContext tls() {
        return tls.orElseThrow();
    }

    TestGateway connect(FogNode fog) {
        return connect(fog.mqttUri(), fog.verificationKey());
    }

    TestGateway connect(URI broker, VerificationKey fog) {
        return connect(broker, fog, carrier -> carrier);
    }

    /** Connects by a link that a test has its hands on. */
    TestGateway connect(URI broker, VerificationKey fog, UnaryOperator<MessageLink> hands) {
        MessageLink carrier = hands.apply(new PahoMessageLink(new LinkOptions(
                broker,
                id.value(),
                id.value(),
                tls(),
                Optional.empty(),
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(500)))));
        EnvelopeOpener opener = new EnvelopeOpener(
                federation, signer -> signer.equals("fog") ? Optional.of(fog) : Optional.empty(), 1 << 20);
        MessageLink opened = new SealedGatewayLink(carrier, federation, id, opener);
        opened.onConnected(() -> {
            var ignored = opened.publish(topics.status(id), status(0), true);
        });
        opened.subscribe(
                topics.round(),
                (topic, message) -> rounds.add(
                        whole(open(opener, message, MessageType.MESSAGE_TYPE_ROUND, RoundAnnouncement.parser()))));
        opened.subscribe(
                topics.receipt(id),
                (topic, message) ->
                        receipts.add(open(opener, message, MessageType.MESSAGE_TYPE_RECEIPT, Receipt.parser())));
        opened.start();
        link = Optional.of(opened);
        return this;
    }

    /** With its task, which may have been said in an earlier round only. */
    private RoundAnnouncement whole(RoundAnnouncement round) {
        if (!round.getTask().isEmpty()) {
            tasks.put(round.getTaskDigest(), round.getTask());
        }
        return round.toBuilder()
                .setTask(tasks.getOrDefault(round.getTaskDigest(), ""))
                .build();
    }

    RoundAnnouncement awaitOpen(long round) {
        newest = Optional.of(await(rounds, a -> a.getRound() == round && a.getState() == RoundState.ROUND_STATE_OPEN));
        return newest();
    }

    /** Whether it has waited for this round. */
    boolean knows(long round) {
        return newest.filter(each -> each.getRound() == round).isPresent();
    }

    /** The round that was waited for last. */
    RoundAnnouncement newest() {
        return newest.orElseThrow();
    }

    RoundAnnouncement awaitFinished() {
        return await(rounds, a -> a.getState() == RoundState.ROUND_STATE_FINISHED);
    }

    Receipt awaitReceipt(byte[] envelope) {
        Digest digest = Digest.of(envelope);
        return await(receipts, r -> r.getUpdateDigest().equals(ByteString.copyFrom(digest.bytes())));
    }

    Receipt awaitAnchored(byte[] envelope) {
        Digest digest = Digest.of(envelope);
        return await(receipts, r -> r.hasAnchored() && r.getUpdateDigest().equals(ByteString.copyFrom(digest.bytes())));
    }

    /** An honest update: every coordinate of the delta is the value. */
    static Update.Builder update(RoundAnnouncement round, float value, long samples) {
        int parameters = ParameterLayout.of(Federations.MODEL).parameters();
        float[] delta = new float[parameters];
        Arrays.fill(delta, value);
        return update(round, delta, samples);
    }

    static Update.Builder update(RoundAnnouncement round, float[] delta, long samples) {
        byte[] encoded = UpdateCodecs.named(round.getCodec()).orElseThrow().encode(delta);
        return Update.newBuilder()
                .setRound(round.getRound())
                .setBaseModelDigest(round.getModelDigest())
                .setSamples(samples)
                .setTrainLoss(0.5)
                .setCodec(round.getCodec())
                .setParameters(delta.length)
                .setDelta(ByteString.copyFrom(encoded))
                .setEvaluation(LocalEvaluation.newBuilder()
                        .setClasses(2)
                        .addConfusion(3)
                        .addConfusion(1)
                        .addConfusion(0)
                        .addConfusion(4)
                        .setLossSum(4));
    }

    /** What samples add up to, as an analytic round asks. */
    static Update.Builder sums(RoundAnnouncement round, HeadStatistics statistics) {
        long[] numbers = statistics.toArray();
        return answer(round, statistics.examples())
                .setParameters(numbers.length)
                .setDelta(ByteString.copyFrom(new WholeNumberCodec().encode(numbers)));
    }

    /** A score of the round's model and nothing else. */
    static Update.Builder score(RoundAnnouncement round, long right, long wrong) {
        return answer(round, right + wrong).setEvaluation(evaluation(right, wrong));
    }

    static LocalEvaluation evaluation(long right, long wrong) {
        return LocalEvaluation.newBuilder()
                .setClasses(2)
                .addAllConfusion(List.of(right, wrong, 0L, 0L))
                .setLossSum(1)
                .build();
    }

    private static Update.Builder answer(RoundAnnouncement round, long samples) {
        return Update.newBuilder()
                .setRound(round.getRound())
                .setBaseModelDigest(round.getModelDigest())
                .setSamples(samples)
                .setCodec(round.getCodec());
    }

    byte[] seal(Update.Builder update) {
        return sealer.seal(MessageType.MESSAGE_TYPE_UPDATE, update.build());
    }

    byte[] sendUpdate(RoundAnnouncement round, float value, long samples) {
        return sendUpdate(round, value, samples, update -> update);
    }

    byte[] sendUpdate(RoundAnnouncement round, float value, long samples, UnaryOperator<Update.Builder> change) {
        return send(seal(change.apply(update(round, value, samples))));
    }

    byte[] send(byte[] envelope) {
        publish(topics.update(id), envelope);
        return envelope;
    }

    void sendStatus(long samples) {
        publish(topics.status(id), status(samples));
    }

    private byte[] status(long samples) {
        Status status = Status.newBuilder()
                .setOnline(true)
                .setVersion("test")
                .setSamples(samples)
                .setSentEpochMs(System.currentTimeMillis())
                .build();
        return sealer.seal(MessageType.MESSAGE_TYPE_STATUS, status);
    }

    /** Publishes until the broker has it. */
    void publish(String topic, byte[] message) {
        for (int attempt = 0; ; attempt++) {
            try {
                tryPublish(topic, message);
                return;
            } catch (Exception e) {
                if (attempt > 200) {
                    throw new AssertionError("the broker never took it", e);
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    void tryPublish(String topic, byte[] message) throws Exception {
        link.orElseThrow().publish(topic, message, false).get(20, TimeUnit.SECONDS);
    }

    MessageLink link() {
        return link.orElseThrow();
    }

    byte[] download(FogNode fog, String digest) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls()).build()) {
            HttpRequest request = HttpRequest.newBuilder(fog.httpsUri().resolve("/blobs/" + digest))
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new AssertionError("status " + answer.statusCode());
            }
            return answer.body();
        }
    }

    @Override
    public void close() {
        link.ifPresent(MessageLink::close);
    }

    private static <T> T await(BlockingQueue<T> queue, Predicate<T> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (true) {
                T next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new AssertionError("it did not come within " + PATIENCE_SECONDS + " s");
                }
                if (wanted.test(next)) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T extends MessageLite> T open(
            EnvelopeOpener opener, byte[] message, MessageType type, Parser<T> parser) {
        try {
            return opener.open(message).parse(type, parser);
        } catch (EnvelopeException e) {
            throw new IllegalStateException(e);
        }
    }
}
