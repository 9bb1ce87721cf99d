package org.fogward.fog.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fogward.fog.aggregate.ServerOptions;
import org.fogward.fog.plan.AdmissionLimits;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.plan.RoundRules;
import org.fogward.fog.plan.Stage;
import org.fogward.fog.plan.Stages;
import org.fogward.fog.plan.UpdateRules;
import org.fogward.models.analytic.AnalyticHead;
import org.fogward.models.analytic.AnalyticOptions;
import org.fogward.models.analytic.AnalyticTask;
import org.fogward.models.analytic.HeadStatistics;
import org.fogward.models.analytic.StatisticsCollector;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ModelParameters;
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
import org.fogward.protocol.update.WholeNumberCodec;
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
            UpdateRules.whole("dense-float16"),
            "fedavg",
            ServerOptions.DEFAULT,
            Stages.averaging(1),
            new RoundRules(1, 1, true, Duration.ofHours(1)),
            new AdmissionLimits(1 << 16, 1e6, 1000),
            Optional.empty(),
            1);
    private static final AnalyticOptions SUMS = new AnalyticOptions(3, List.of(1.0), 0, 0.2);
    private static final Plan ANALYTIC = new Plan(
            MODEL,
            new PlanStart.Made(Start.RANDOM),
            TrainingOptions.defaults(MODEL),
            UpdateRules.whole("dense-float16"),
            "fedavg",
            ServerOptions.DEFAULT,
            new Stages(List.of(new Stage.Analytic(SUMS))),
            new RoundRules(1, 1, true, Duration.ofHours(1)),
            new AdmissionLimits(1 << 16, 1e6, 1000),
            Optional.empty(),
            1);

    private final Admission admission = admission(PLAN);
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
            judge(admission, mutated(good));
        }
    }

    @Test
    void any_payload_of_a_registered_gateway_is_judged_or_refused_in_an_analytic_round() {
        Admission analytic = admission(ANALYTIC);
        byte[] good = sums(numbers()).toByteArray();
        for (int i = 0; i < 3_000; i++) {
            judge(analytic, mutated(good));
        }
    }

    @Test
    void any_sums_are_taken_or_refused_and_those_that_are_taken_can_be_added_up_and_solved() {
        Admission analytic = admission(ANALYTIC);
        AnalyticTask task = new AnalyticTask(MODEL, SUMS);
        ModelParameters base = ((PlanStart.Made) ANALYTIC.start()).how().model(ANALYTIC.model(), ANALYTIC.seed());
        long[] good = numbers();
        int taken = 0;
        for (int i = 0; i < 3_000; i++) {
            long[] numbers = changed(good.clone());
            if (!judge(analytic, sums(numbers).toByteArray())) {
                continue;
            }
            taken++;
            HeadStatistics statistics = HeadStatistics.of(task, numbers);
            try {
                AnalyticHead.solve(task, base, statistics.plus(statistics), true, 1);
            } catch (IllegalArgumentException e) {
                // What no head can be solved from leaves the model as it is.
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(taken).isBetween(100, 2_900);
    }

    private boolean judge(Admission judge, byte[] payload) {
        OpenedEnvelope envelope = new OpenedEnvelope(
                GATEWAY.value(), MessageType.MESSAGE_TYPE_UPDATE, ByteString.copyFrom(payload), BASE);
        return refuseOrTake(() -> {
            Update update = judge.parse(new Admission.Signed(GATEWAY, envelope));
            judge.checkContent(update, MODEL);
            judge.checkRound(update, 1, BASE);
        });
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
                .setCodec(PLAN.update().up().codec())
                .setParameters(delta.length)
                .setDelta(ByteString.copyFrom(
                        UpdateCodecs.named(PLAN.update().up().codec())
                                .orElseThrow()
                                .encode(delta)))
                .build();
    }

    /** What some examples add up to. */
    private static long[] numbers() {
        AnalyticTask task = new AnalyticTask(MODEL, SUMS);
        List<Sample> samples = IntStream.range(0, 20)
                .mapToObj(i -> new Sample(
                        new float[] {i % 5, i % 2 * 3f, i % 3 - 1f, i / 20f}, new float[0], i % 2, "p" + i, "site"))
                .toList();
        try (NetworkPool networks = new NetworkPool(1)) {
            return new StatisticsCollector(networks)
                    .collect(
                            task,
                            ((PlanStart.Made) ANALYTIC.start())
                                    .how()
                                    .model(ANALYTIC.model(), ANALYTIC.seed())
                                    .values(),
                            samples,
                            1)
                    .toArray();
        }
    }

    private long[] changed(long[] numbers) {
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            int at = random.nextInt(numbers.length);
            numbers[at] = switch (random.nextInt(4)) {
                case 0 -> numbers[at] + random.nextInt(-3, 4);
                case 1 -> random.nextLong() >> random.nextInt(64);
                case 2 -> 0;
                default -> -numbers[at];
            };
        }
        return numbers;
    }

    private static Update sums(long[] numbers) {
        long samples = HeadStatistics.of(new AnalyticTask(MODEL, SUMS), numbers).examples();
        return Update.newBuilder()
                .setRound(1)
                .setBaseModelDigest(ByteString.copyFrom(BASE.bytes()))
                .setSamples(samples)
                .setCodec(WholeNumberCodec.NAME)
                .setParameters(numbers.length)
                .setDelta(ByteString.copyFrom(new WholeNumberCodec().encode(numbers)))
                .build();
    }

    private static Admission admission(Plan plan) {
        return new Admission(
                FEDERATION,
                plan,
                signer -> signer.equals(GATEWAY.value()) ? Optional.of(KEY.verificationKey()) : Optional.empty());
    }

    private static boolean refuseOrTake(Judging judging) {
        try {
            judging.judge();
            return true;
        } catch (EnvelopeException e) {
            assertThat(e.getMessage()).matches("(?s)[a-z_.]+:.*");
            return false;
        }
    }

    private interface Judging {
        void judge() throws EnvelopeException;
    }
}
