package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.aggregate.ServerOptions;
import org.fogward.fog.audit.AuditReport;
import org.fogward.fog.plan.AdmissionLimits;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.plan.RoundRules;
import org.fogward.fog.plan.Stages;
import org.fogward.fog.plan.UpdateRules;
import org.fogward.models.cost.NetworkCost;
import org.fogward.models.data.SampleShape;
import org.fogward.models.file.ModelFile;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.prune.PruningSchedule;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.start.Start;
import org.fogward.models.train.TrainingOptions;
import org.fogward.models.train.TrainingTask;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrunedFederationTest {

    private static final ModelSpec WHOLE =
            new ModelSpec(ModelFamily.MOBILENET, new SampleShape(32, 32, 1), 0, 0.35, List.of("well", "ill"));

    @TempDir
    Path directory;

    private final NetworkPool networks = new NetworkPool(1);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final TestGateway gateway = new TestGateway("first");

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        networks.close();
    }

    @Test
    void rounds_after_pruning_train_the_smaller_model_and_an_audit_prunes_the_same() throws Exception {
        FogNode fog = start();
        assertThat(spec(send(1))).isEqualTo(WHOLE);
        RoundAnnouncement two = send(2);
        assertThat(spec(two)).isEqualTo(WHOLE);
        assertThat(two.getTeacherDigest()).isEqualTo(ByteString.EMPTY);
        RoundAnnouncement three = send(3);
        assertThat(share(spec(three))).isBetween(0.5, 0.5625);
        assertThat(downloaded(fog, three)).isEqualTo(spec(three));
        assertThat(three.getTeacherDigest()).isEqualTo(two.getModelDigest());
        RoundAnnouncement four = send(4);
        assertThat(share(spec(four))).isBetween(0.4, 0.5);
        assertThat(four.getTeacherDigest()).isEqualTo(two.getModelDigest());
        assertThat(spec(send(5))).isEqualTo(spec(four));

        fog.awaitFinished().get(60, TimeUnit.SECONDS);
        assertThat(fog.currentModel().model().spec()).isEqualTo(spec(four));
        AuditReport audit = fog.audit();
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.recomputed()).isEqualTo(5);
    }

    @Test
    void goes_on_with_the_smaller_model_after_a_restart() throws Exception {
        FogNode before = start();
        send(1);
        send(2);
        RoundAnnouncement three = gateway.awaitOpen(3);
        gateway.close();
        opened.clear();
        before.close();

        start();
        RoundAnnouncement again = send(3);
        assertThat(spec(again)).isEqualTo(spec(three));
        assertThat(again.getTeacherDigest()).isEqualTo(three.getTeacherDigest());
        gateway.awaitOpen(4);
    }

    @Test
    void refuses_an_update_of_the_model_before_pruning() throws Exception {
        start();
        send(1);
        RoundAnnouncement two = send(2);
        RoundAnnouncement three = gateway.awaitOpen(3);
        Receipt receipt =
                gateway.awaitReceipt(gateway.send(gateway.seal(TestGateway.update(three, delta(spec(two)), 1))));
        assertThat(receipt.getRefused().getReason()).isEqualTo(RefusalReason.REFUSAL_REASON_MALFORMED);
        assertThat(receipt.getRefused().getDetail()).startsWith("parameters:");
    }

    private RoundAnnouncement send(long round) {
        RoundAnnouncement open = gateway.awaitOpen(round);
        byte[] update = gateway.send(gateway.seal(TestGateway.update(open, delta(spec(open)), 1)));
        assertThat(gateway.awaitReceipt(update).hasStored()).isTrue();
        return open;
    }

    private static ModelSpec spec(RoundAnnouncement round) {
        return TrainingTask.fromJson(round.getTask()).model();
    }

    private static float[] delta(ModelSpec spec) {
        float[] delta = new float[ParameterLayout.of(spec).parameters()];
        Arrays.fill(delta, 0.001f);
        return delta;
    }

    private static double share(ModelSpec spec) {
        return (double) NetworkCost.of(spec).multiplyAdds()
                / NetworkCost.of(WHOLE).multiplyAdds();
    }

    private ModelSpec downloaded(FogNode fog, RoundAnnouncement round) throws Exception {
        ByteString digest = round.getModelDigest();
        byte[] file = gateway.download(fog, Digest.ofBytes(digest.toByteArray()).hex());
        return ModelFile.decode(file).spec();
    }

    private FogNode start() throws Exception {
        Plan plan = new Plan(
                WHOLE,
                new PlanStart.Made(Start.RANDOM),
                TrainingOptions.defaults(WHOLE).with("{\"distillation\": 0.5}"),
                UpdateRules.whole("dense-float32"),
                "fedavg",
                new ServerOptions("fedavgm", 1, 0.9, 0.9, 0.99, 1e-3),
                Stages.averaging(5),
                new RoundRules(5, 1, true, Duration.ofHours(1)),
                AdmissionLimits.defaults(ParameterLayout.of(WHOLE).parameters(), 0),
                Optional.of(new PruningSchedule(1, 3, 0.5)),
                7);
        FogNode fog = new FogNode(Federations.config(directory, plan, gateway), networks);
        opened.add(fog);
        fog.start();
        opened.add(gateway.connect(fog));
        return fog;
    }
}
