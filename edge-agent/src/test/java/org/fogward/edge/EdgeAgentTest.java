package org.fogward.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.config.DeviceCredential;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.intake.Packs;
import org.fogward.edge.intake.TestDevice;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.StoreBounds;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;
import org.fogward.models.file.ModelFile;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.train.TrainingOptions;
import org.fogward.models.train.TrainingTask;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.v1.RoundState;
import org.fogward.protocol.v1.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeAgentTest {
    private static final DeviceCredential DEVICE = new DeviceCredential("sensor-1", "0123456789abcdef");
    private static final GatewayId GATEWAY = new GatewayId("clinic-a");
    private static final SampleProfile PROFILE =
            new SampleProfile(Modality.TABULAR, new SampleShape(1, 1, 3), List.of(), List.of("B", "M"));
    private static final ModelSpec SPEC =
            new ModelSpec(ModelFamily.TABULAR, PROFILE.shape(), 0, 1.0, PROFILE.classes());
    private static final RoundState OPEN = RoundState.ROUND_STATE_OPEN;
    private static final RoundState CLOSED = RoundState.ROUND_STATE_CLOSED;

    @TempDir
    Path directory;

    private final NetworkPool networks = new NetworkPool(1);
    private final List<EdgeAgent> agents = new ArrayList<>();
    private SmallFog fog;
    private EdgeConfig config;
    private Digest model;

    @BeforeEach
    void startFog() throws Exception {
        Path state = directory.resolve("state");
        fog = new SmallFog(
                Files.createDirectory(directory.resolve("fog")),
                GATEWAY,
                GatewayIdentity.open(state).verificationKey());
        model = fog.door().put(ModelFile.encode(SPEC, Initialization.create(SPEC, 1)));
        fog.enrol(state);
        config = new EdgeConfig(
                SmallFog.FEDERATION,
                GATEWAY,
                state,
                new CoapDoor("127.0.0.1", 0, List.of(DEVICE)),
                PROFILE,
                Optional.empty(),
                StoreBounds.DEFAULT,
                Optional.empty(),
                Optional.empty());
    }

    @AfterEach
    void stop() throws Exception {
        agents.forEach(EdgeAgent::close);
        networks.close();
        fog.close();
    }

    @Test
    void trains_and_sends_an_update_and_its_receipt_clears_the_outbox() throws Exception {
        EdgeAgent agent = start();
        sendSamples(agent, 12);
        fog.announce(fog.round(1, OPEN, model, SPEC));

        SmallFog.Received received = fog.nextUpdate();

        assertThat(received.update().getRound()).isEqualTo(1);
        assertThat(received.update().getSamples()).isEqualTo(12);
        assertThat(received.update().getBaseModelDigest().toByteArray()).isEqualTo(model.bytes());
        float[] delta = UpdateCodecs.named("dense-float32")
                .orElseThrow()
                .decode(
                        received.update().getDelta().toByteArray(),
                        UpdateShape.flat(received.update().getParameters()));
        assertThat(delta).hasSize(Initialization.create(SPEC, 1).length).isNotEqualTo(new float[delta.length]);
        assertThat(agent.status().waitingUpdates()).isEqualTo(1);
        fog.storedReceipt(received);
        Waiting.until(() -> agent.status().waitingUpdates() == 0);
        assertThat(agent.traffic().bytesDown())
                .isGreaterThan(ModelFile.encode(SPEC, Initialization.create(SPEC, 1)).length);
    }

    @Test
    void sends_the_same_bytes_again_after_a_restart_without_training_again() throws Exception {
        EdgeAgent first = start();
        sendSamples(first, 12);
        fog.announce(fog.round(1, OPEN, model, SPEC));
        SmallFog.Received before = fog.nextUpdate();
        first.close();

        EdgeAgent second = start();
        SmallFog.Received after = fog.nextUpdate();
        fog.storedReceipt(after);
        Waiting.until(() -> second.status().waitingUpdates() == 0);

        assertThat(after.digest()).isEqualTo(before.digest());
        assertThat(fog.door().ranges()).hasSize(1);
    }

    @Test
    void takes_part_in_the_next_round_after_it_was_away() throws Exception {
        EdgeAgent first = start();
        sendSamples(first, 12);
        fog.announce(fog.round(1, OPEN, model, SPEC));
        fog.storedReceipt(fog.nextUpdate());
        Waiting.until(() -> first.status().waitingUpdates() == 0);
        first.close();
        fog.announce(fog.round(2, OPEN, model, SPEC));
        fog.announce(fog.round(3, CLOSED, model, SPEC));

        EdgeAgent second = start();
        Waiting.until(() -> second.status().connected());
        fog.announce(fog.round(4, OPEN, model, SPEC));

        assertThat(fog.nextUpdate().update().getRound()).isEqualTo(4);
        assertThat(second.status().lastRound()).isEqualTo(4);
    }

    @Test
    void abandons_the_update_of_a_round_that_is_over() throws Exception {
        EdgeAgent agent = start();
        sendSamples(agent, 12);
        fog.announce(fog.round(1, OPEN, model, SPEC));
        fog.nextUpdate();

        fog.announce(fog.round(2, OPEN, model, SPEC));

        assertThat(fog.nextUpdate().update().getRound()).isEqualTo(2);
        assertThat(agent.status().waitingUpdates()).isEqualTo(1);
    }

    @Test
    void stays_quiet_without_samples_and_takes_part_when_they_come() throws Exception {
        EdgeAgent agent = start();
        fog.announce(fog.round(1, OPEN, model, SPEC));
        Waiting.until(() -> fog.status().getOnline());
        assertThat(fog.furtherUpdates()).isEmpty();

        sendSamples(agent, 12);

        assertThat(fog.nextUpdate().update().getRound()).isEqualTo(1);
    }

    @Test
    void takes_no_round_that_the_fog_node_did_not_sign() throws Exception {
        EdgeAgent agent = start();
        sendSamples(agent, 12);
        Waiting.until(() -> agent.status().connected());
        fog.announceAsStranger(fog.round(5, OPEN, model, SPEC));
        fog.announce(fog.round(1, OPEN, model, SPEC));

        assertThat(fog.nextUpdate().update().getRound()).isEqualTo(1);
        assertThat(agent.status().lastRound()).isEqualTo(1);
    }

    @Test
    void sits_out_a_round_whose_task_does_not_fit_and_takes_part_in_the_next() throws Exception {
        EdgeAgent agent = start();
        sendSamples(agent, 12);
        Waiting.until(() -> agent.status().connected());
        ModelSpec other = new ModelSpec(ModelFamily.TABULAR, PROFILE.shape(), 0, 1.0, List.of("M", "B"));
        fog.announce(fog.round(1, OPEN, model, other));
        fog.announce(fog.round(2, OPEN, model, SPEC));

        assertThat(fog.nextUpdate().update().getRound()).isEqualTo(2);
    }

    @Test
    void scores_the_model_on_groups_that_it_keeps_back_when_the_plan_asks_for_it() throws Exception {
        EdgeAgent agent = start();
        sendSamples(agent, 12);
        TrainingOptions options = TrainingOptions.defaults(SPEC).with("{\"validationShare\": 0.25}");
        fog.announce(fog.round(1, OPEN, model, SPEC).toBuilder()
                .setTask(new TrainingTask(SPEC, options).toJson())
                .build());

        Update update = fog.nextUpdate().update();

        assertThat(update.getSamples()).isEqualTo(9);
        assertThat(update.getEvaluation().getClasses()).isEqualTo(2);
        assertThat(update.getEvaluation().getConfusionList().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(3);
        assertThat(update.getEvaluation().getLossSum()).isPositive();
    }

    @Test
    void says_how_many_samples_it_has_and_is_said_to_be_offline_when_it_goes() throws Exception {
        EdgeAgent agent = start();
        sendSamples(agent, 5);
        Waiting.until(() -> fog.status().getOnline() && fog.status().getSamples() == 5);
        assertThat(fog.status().getClassesList()).extracting(it -> it.getName()).containsExactly("B", "M");

        agent.close();

        Waiting.until(() -> !fog.status().getOnline());
    }

    private EdgeAgent start() throws Exception {
        EdgeAgent agent = new EdgeAgent(config, networks);
        agents.add(agent);
        agent.start();
        return agent;
    }

    private static void sendSamples(EdgeAgent agent, int count) throws Exception {
        try (TestDevice device = new TestDevice(agent.coapUri(), DEVICE.identity(), DEVICE.key())) {
            for (int i = 0; i < count; i++) {
                Packs pack = Packs.window(i % 2 == 0 ? "B" : "M", "patient-" + i)
                        .with("c0", i)
                        .with("c1", i % 2)
                        .with("c2", -i);
                assertThat(device.signals(pack.cbor()).code()).isEqualTo(ResponseCode.CREATED);
            }
        }
    }
}
