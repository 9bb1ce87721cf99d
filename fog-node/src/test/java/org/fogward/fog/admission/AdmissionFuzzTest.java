package org.fogward.fog.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.fogward.fog.aggregate.ServerOptions;
import org.fogward.fog.plan.AdmissionLimits;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.plan.RoundRules;
import org.fogward.fog.plan.Stages;
import org.fogward.models.data.SampleShape;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.start.Start;
import org.fogward.models.train.TrainingOptions;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.envelope.OpenedEnvelope;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Update;
import org.junit.jupiter.api.Test;

class AdmissionFuzzTest {

    private static final FederationId FEDERATION = new FederationId("north");
    private static final GatewayId GATEWAY = new GatewayId("ward-7");
    private static final SigningKey KEY = SigningKey.ofSeed(new byte[32]);
    private static final Digest BASE = Digest.of(new byte[1]);
    private static final ModelSpec MODEL =
            new ModelSpec(ModelFamily.TABULAR, new SampleShape(1, 1, 4), 0, 1, List.of("a", "b"));
    private static final Plan PLAN = new Plan(
            MODEL,
            new PlanStart.Made(Start.RANDOM),
            TrainingOptions.defaults(MODEL),
            "dense-float16",
            "fedavg",
            ServerOptions.DEFAULT,
            Stages.averaging(1),
            new RoundRules(1, 1, true, Duration.ofHours(1)),
            new AdmissionLimits(1 << 16, 1e6, 1000),
            Optional.empty(),
            1);

    private final Admission admission = new Admission(
            FEDERATION,
            PLAN,
            signer -> signer.equals(GATEWAY.value()) ? Optional.of(KEY.verificationKey()) : Optional.empty());
    private final String topic = new Topics(FEDERATION).update(GATEWAY);
    private final SplittableRandom random = new SplittableRandom(8);

    @Test
    void any_message_is_judged_or_refused() {
        byte[] good =
                new EnvelopeSealer(FEDERATION, GATEWAY.value(), KEY).seal(MessageType.MESSAGE_TYPE_UPDATE, update());
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = mutated(good);
            refuseOrTake(() -> admission.open(topic, bad));
        }
    }

    @Test
    void any_payload_of_a_registered_gateway_is_judged_or_refused() {
        byte[] good = update().toByteArray();
        for (int i = 0; i < 3_000; i++) {
            OpenedEnvelope envelope = new OpenedEnvelope(
                    GATEWAY.value(), MessageType.MESSAGE_TYPE_UPDATE, ByteString.copyFrom(mutated(good)), BASE);
            refuseOrTake(() -> {
                Update update = admission.parse(new Admission.Signed(GATEWAY, envelope));
                admission.checkContent(update, MODEL);
                admission.checkRound(update, 1, BASE);
            });
        }
    }

    @Test
    void refuses_a_message_of_another_type() {
        byte[] other = new EnvelopeSealer(FEDERATION, GATEWAY.value(), KEY)
                .seal(MessageType.MESSAGE_TYPE_STATUS, BytesValue.getDefaultInstance());
        assertThatThrownBy(() -> admission.parse(admission.open(topic, other)))
                .isInstanceOf(EnvelopeException.class)
                .hasMessageStartingWith("type:");
    }

    private byte[] mutated(byte[] good) {
        byte[] bad = random.nextInt(4) == 0 ? java.util.Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
        for (int flips = random.nextInt(1, 6); flips > 0 && bad.length > 0; flips--) {
            bad[random.nextInt(Math.min(bad.length, 120))] = (byte) random.nextInt();
        }
        return bad;
    }

    private static Update update() {
        float[] delta = new float[ParameterLayout.of(MODEL).parameters()];
        return Update.newBuilder()
                .setRound(1)
                .setBaseModelDigest(ByteString.copyFrom(BASE.bytes()))
                .setSamples(10)
                .setTrainLoss(1)
                .setCodec(PLAN.codec())
                .setParameters(delta.length)
                .setDelta(ByteString.copyFrom(
                        UpdateCodecs.named(PLAN.codec()).orElseThrow().encode(delta)))
                .build();
    }

    private static void refuseOrTake(Judging judging) {
        try {
            judging.judge();
        } catch (EnvelopeException e) {
            assertThat(e.getMessage()).matches("(?s)[a-z_.]+:.*");
        }
    }

    private interface Judging {
        void judge() throws EnvelopeException;
    }
}
