package org.fogward.fog.round;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.Optional;
import org.fogward.fog.plan.DeltaCoding;
import org.fogward.fog.plan.DeltaShapes;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.UpdateRules;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.MovedModel;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.RelativeStatistics;
import org.fogward.models.parameter.Segment;
import org.fogward.models.prune.ComputeBudget;
import org.fogward.models.prune.KeptChannels;
import org.fogward.models.prune.PrunedModel;
import org.fogward.models.prune.ScaleImportance;
import org.fogward.protocol.update.EncodingOptions;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.v1.ModelDelta;
import org.fogward.protocol.v1.NormalizationTravel;

/**
 * Makes the model that gateways are given of the one that was learnt. They get a compressed delta, and what it leaves out
 * stays here until it can travel: error feedback on both ways (Tang et al., DoubleSqueeze, ICML 2019). The global model is what the gateways
 * hold, to the bit. Stateless.
 */
final class Downlink {

    /** A solved head is new all over: there is nothing to choose. */
    private static final DeltaCoding ALL = UpdateRules.whole("dense-float16").down();

    private static final String EXACT = "dense-float32";

    private final Plan plan;

    Downlink(Plan plan) {
        this.plan = plan;
    }

    /**
     * Comes as near to a model as the round's density allows.
     *
     * @param base what gateways hold
     * @param learnt the model to come near to
     */
    NextModel towards(long round, ModelParameters base, ModelParameters learnt) {
        return encoded(plan.update().down(), round, base, learnt, 0);
    }

    /** Comes very near to a model, whatever the plan says of averaging rounds. */
    NextModel all(long round, ModelParameters base, ModelParameters learnt) {
        DeltaCoding usual = plan.update().down();
        return encoded(usual.codec().equals(EXACT) ? usual : ALL, round, base, learnt, 0);
    }

    /**
     * Prunes what gateways hold, as they can themselves, then comes as near to the model as the round's density allows.
     *
     * @param keep share of the unpruned network's computation that is left
     * @return with the selection from the larger to the smaller model
     */
    Smaller pruned(long round, ModelParameters base, ModelParameters learnt, double keep) {
        KeptChannels kept = new ComputeBudget(base.spec(), keep).choose(new ScaleImportance().scores(base));
        PrunedModel from = PrunedModel.of(base, kept);
        ModelParameters to = PrunedModel.of(learnt, kept).model();
        return new Smaller(encoded(plan.update().down(), round, from.model(), to, keep), from);
    }

    private NextModel encoded(DeltaCoding coding, long round, ModelParameters from, ModelParameters to, double keep) {
        float[] residual = to.values().clone();
        for (int i = 0; i < residual.length; i++) {
            residual[i] -= from.values()[i];
        }
        ParameterLayout layout = ParameterLayout.of(from.spec());
        RelativeStatistics.of(layout).toRelative(from.values(), residual);
        UpdateShape shape = DeltaShapes.of(from.spec(), NormalizationTravel.NORMALIZATION_TRAVEL_SENT);
        UpdateCodec codec = coding.coder();
        byte[] delta = codec.encode(residual, shape, options(coding, round));
        MovedModel moved = new MovedModel(from);
        try {
            codec.decode(delta, shape, moved::add);
        } catch (UpdateFormatException e) {
            throw new IllegalStateException("an encoder wrote what its decoder does not read", e);
        }
        // What is measured is measured anew, so nothing of it has to be made up for.
        for (Segment statistic : layout.segments(ParameterKind::isStatistic)) {
            Arrays.fill(residual, statistic.offset(), statistic.end(), 0);
        }
        ModelDelta.Builder message =
                ModelDelta.newBuilder().setKeep(keep).setCodec(codec.name()).setDelta(ByteString.copyFrom(delta));
        return new NextModel(moved.model(), Optional.of(message), residual);
    }

    private EncodingOptions options(DeltaCoding coding, long round) {
        return coding.options(round, plan.rateShare(round), plan.seed() ^ round);
    }

    /** A model with fewer channels, and how the one before was pruned. */
    record Smaller(NextModel next, PrunedModel from) {}
}
