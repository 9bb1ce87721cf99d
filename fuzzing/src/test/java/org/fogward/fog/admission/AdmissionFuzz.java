package org.fogward.fog.admission;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.plan.Plan;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.envelope.OpenedEnvelope;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.v1.LocalEvaluation;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Update;

/** Updates of a registered gateway, behind its signature. */
public final class AdmissionFuzz implements FuzzTarget {
    private static final GatewayId GATEWAY = new GatewayId("ward-7");
    private static final String PLAN = """
            model: {family: tabular, input: {height: 1, width: 1, channels: 1}, features: 0, width: 0.1, classes: [a, b]}
            update: {codec: dense-float16}
            rounds: {count: 2}
            admission: {maxBytes: 65536, maxNorm: 1000000.0, maxSamples: 1000}
            """;

    private final Digest base = Digest.of(new byte[1]);
    private final Plan plan;
    private final Admission admission;

    /** Makes an admission for averaging rounds. */
    public AdmissionFuzz() throws Exception {
        plan = Plan.parse(PLAN);
        admission = new Admission(new FederationId("north"), plan, _ -> Optional.empty());
    }

    @Override
    public List<byte[]> seeds() {
        float[] delta = new float[ParameterLayout.of(plan.model()).parameters()];
        Update update = Update.newBuilder()
                .setRound(1)
                .setBaseModelDigest(ByteString.copyFrom(base.bytes()))
                .setSamples(10)
                .setTrainLoss(1)
                .setCodec("dense-float16")
                .setParameters(delta.length)
                .setDelta(ByteString.copyFrom(
                        UpdateCodecs.named("dense-float16").orElseThrow().encode(delta)))
                .setEvaluation(LocalEvaluation.newBuilder()
                        .setClasses(2)
                        .addAllConfusion(List.of(1L, 2L, 3L, 4L))
                        .setLossSum(0.5))
                .setKnownBlocks(3)
                .build();
        return List.of(
                update.toByteArray(),
                update.toBuilder().clearEvaluation().build().toByteArray(),
                update.toBuilder().setTrainLoss(Double.NaN).build().toByteArray());
    }

    @Override
    public void run(byte[] input) {
        OpenedEnvelope envelope =
                new OpenedEnvelope(GATEWAY.value(), MessageType.MESSAGE_TYPE_UPDATE, ByteString.copyFrom(input), base);
        try {
            Update update = admission.parse(new Admission.Signed(GATEWAY, envelope));
            admission.checkContent(update, plan.model());
            Promise.that(
                    update.getSamples() >= 0 && update.getSamples() <= 1000 && Double.isFinite(update.getTrainLoss()),
                    "update: outside of its bounds");
            admission.checkRound(update, 1, base);
        } catch (EnvelopeException e) {
            Promise.namesField(e);
        }
    }
}
