package org.fogward.fog.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.fogward.fog.plan.DeltaShapes;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.MovedModel;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.prune.PrunedModel;
import org.fogward.models.prune.ScaleImportance;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.v1.ModelDelta;
import org.fogward.protocol.v1.NormalizationTravel;
import org.junit.jupiter.api.Test;

class DownlinkTest {
    private static final String MODEL =
            "model: {family: mobilenet, input: {height: 32, width: 32, channels: 1}, features: 0, width: 0.35,"
                    + " classes: [a, b]}\nstart: random\nrounds: {count: 30}\n";

    private final Plan plan = plan();
    private final Downlink downlink = new Downlink(plan);
    private final ModelParameters base = new ModelParameters(plan.model(), Initialization.create(plan.model(), 1));
    private final ModelParameters learnt = learnt(base);

    @Test
    void gateways_make_the_same_model_of_a_delta_that_is_far_smaller() throws Exception {
        NextModel next = downlink.towards(9, base, learnt);
        ModelDelta delta = next.delta().orElseThrow().build();
        assertThat(delta.getDelta().size()).isLessThan(base.values().length / 20);
        assertThat(follow(base, delta).values()).containsExactly(next.model().values());
        assertThat(next.model().values()).isNotEqualTo(base.values()).isNotEqualTo(learnt.values());
    }

    @Test
    void what_the_model_lacks_is_carried_over_but_for_what_is_measured() {
        NextModel next = downlink.towards(9, base, learnt);
        for (Segment segment : ParameterLayout.of(base.spec()).segments()) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                if (segment.kind().isStatistic()) {
                    assertThat(next.residual()[i]).isZero();
                } else {
                    assertThat(next.model().values()[i] + next.residual()[i])
                            .isCloseTo(learnt.values()[i], within(1e-5f));
                }
            }
        }
    }

    @Test
    void the_rest_arrives_in_later_rounds() {
        ModelParameters now = base;
        float[] lacking = new float[base.values().length];
        double before = Double.MAX_VALUE;
        for (int round = 7; round < 12; round++) {
            NextModel next = downlink.towards(round, now, learnt);
            now = next.model();
            lacking = next.residual();
            double energy = 0;
            for (float value : lacking) {
                energy += (double) value * value;
            }
            assertThat(energy).isLessThan(before);
            before = energy;
        }
    }

    @Test
    void gateways_prune_what_they_hold_before_they_follow() throws Exception {
        Downlink.Smaller smaller = downlink.pruned(9, base, learnt, 0.5);
        ModelDelta delta = smaller.next().delta().orElseThrow().build();
        assertThat(delta.getKeep()).isEqualTo(0.5);
        PrunedModel own = PrunedModel.of(base, new ScaleImportance(), delta.getKeep());
        assertThat(own.selection()).isEqualTo(smaller.from().selection());
        assertThat(follow(own.model(), delta).values())
                .containsExactly(smaller.next().model().values());
        assertThat(smaller.next().residual()).hasSize(own.model().values().length);
    }

    private static ModelParameters follow(ModelParameters from, ModelDelta delta) throws Exception {
        MovedModel moved = new MovedModel(from);
        UpdateCodecs.named(delta.getCodec())
                .orElseThrow()
                .decode(
                        delta.getDelta().toByteArray(),
                        DeltaShapes.of(from.spec(), NormalizationTravel.NORMALIZATION_TRAVEL_SENT),
                        moved::add);
        return moved.model();
    }

    private static ModelParameters learnt(ModelParameters base) {
        SplittableRandom random = new SplittableRandom(2);
        float[] values = base.values().clone();
        for (Segment segment : ParameterLayout.of(base.spec()).segments()) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                double step = 0.01 * random.nextGaussian();
                values[i] += (float) (segment.kind().isStatistic() ? Math.abs(step) : step);
            }
        }
        return new ModelParameters(base.spec(), values);
    }

    private static Plan plan() {
        try {
            return Plan.parse(MODEL);
        } catch (FieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
