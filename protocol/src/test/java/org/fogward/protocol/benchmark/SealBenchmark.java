package org.fogward.protocol.benchmark;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.envelope.OpenedEnvelope;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.seal.BegunSession;
import org.fogward.protocol.seal.SealException;
import org.fogward.protocol.seal.SealingKey;
import org.fogward.protocol.seal.Session;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Update;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What signing and sealing cost the gateway, and opening and verifying the fog node, for an update; and what a session costs each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class SealBenchmark {
    private static final FederationId FEDERATION = new FederationId("clinics");
    private static final GatewayId GATEWAY = new GatewayId("north");
    private static final byte[] TOPIC = "fogward/v1/clinics/update/north".getBytes(StandardCharsets.UTF_8);

    @Param({"25000"})
    public int bytes;

    private final SecureRandom random = new SecureRandom();
    private final SealingKey key = SealingKey.generate(random);
    private final SigningKey signing = SigningKey.generate(random);
    private final EnvelopeSealer sealer = new EnvelopeSealer(FEDERATION, GATEWAY.value(), signing);
    private final EnvelopeOpener opener =
            new EnvelopeOpener(FEDERATION, signer -> Optional.of(signing.verificationKey()), 1 << 20);
    private Update update = Update.getDefaultInstance();
    private BegunSession begun;
    private Session accepted;
    private byte[] message = {};
    private long number;
    private long messageNumber;

    @Setup
    public void begin() throws SealException {
        byte[] delta = new byte[bytes];
        new Random(1).nextBytes(delta);
        update = Update.newBuilder().setDelta(ByteString.copyFrom(delta)).build();
        begun = key.publicKey().begin(FEDERATION, GATEWAY);
        accepted = key.accept(begun.encapsulation(), FEDERATION, GATEWAY);
        message = signAndSeal();
        messageNumber = number;
    }

    @Benchmark
    public byte[] signAndSeal() {
        return begun.session().up().seal(++number, TOPIC, sealer.seal(MessageType.MESSAGE_TYPE_UPDATE, update));
    }

    @Benchmark
    public OpenedEnvelope openAndVerify() throws SealException, EnvelopeException {
        return opener.open(accepted.up().open(messageNumber, TOPIC, message));
    }

    @Benchmark
    public BegunSession beginSession() throws SealException {
        return key.publicKey().begin(FEDERATION, GATEWAY);
    }

    @Benchmark
    public Session acceptSession() throws SealException {
        return key.accept(begun.encapsulation(), FEDERATION, GATEWAY);
    }
}
