package org.fogward.models.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ChannelWidth;

/**
 * By what a hidden channel contributes to its block's normalised output, as far as the model's parameters tell; needs no data. The
 * factors of batch normalisation say how much a channel varies (network slimming, Liu et al., ICCV 2017), the projection's weights and
 * the normalisation after it how much of that gets through.
 *
 * <p>This does not tell what a whole block is worth, since that depends on the blocks after it. So a block is taken to be
 * worth what it costs, and a channel's score is its share of its block's multiply-adds: blocks get smaller evenly,
 * those faster in which much hangs on few channels. The first block cannot be pruned and scores 0.
 */
public record ScaleImportance() implements ChannelImportance {

    @Override
    public ChannelScores scores(ModelParameters model) {
        List<Long> costs = GroupCost.of(model.spec());
        List<double[]> scores = new ArrayList<>();
        for (int block = 0; block < costs.size(); block++) {
            HiddenActivity activity = HiddenActivity.of(model, block);
            double worth = (double) costs.get(block) * activity.channels() / ChannelWidth.STEP;
            scores.add(shares(activity, model.values(), worth));
        }
        return new ChannelScores(scores);
    }

    private static double[] shares(HiddenActivity activity, float[] values, double worth) {
        double[] contributions = new double[activity.channels()];
        for (int c = 0; c < contributions.length; c++) {
            contributions[c] = activity.contribution(values, c);
        }
        double whole = Arrays.stream(contributions).sum();
        return whole > 0
                ? Arrays.stream(contributions).map(each -> worth * each / whole).toArray()
                : contributions;
    }
}
