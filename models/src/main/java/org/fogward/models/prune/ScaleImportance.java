package org.fogward.models.prune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ChannelWidth;

/**
 * By the factors of batch normalisation (network slimming, Liu et al., ICCV 2017); needs no data. A hidden channel goes
 * through two normalisations, and nothing comes out of it if either factor is 0, so channels of a block are compared by the
 * geometric mean of their absolute values.
 *
 * <p>Factors do not tell what a whole block is worth, since that depends on the weights after them. So a block is taken to be
 * worth what it costs, and a channel's score is its share of its block's multiply-adds: blocks get smaller evenly,
 * those faster in which much hangs on few channels. The first block cannot be pruned and scores 0.
 */
public record ScaleImportance() implements ChannelImportance {

    @Override
    public ChannelScores scores(ModelParameters model) {
        List<HiddenScales> blocks = HiddenScales.of(model.spec());
        List<Long> costs = GroupCost.of(model.spec());
        List<double[]> scores = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            double worth = (double) costs.get(i) * blocks.get(i).channels() / ChannelWidth.STEP;
            scores.add(shares(blocks.get(i), model.values(), worth));
        }
        return new ChannelScores(scores);
    }

    private static double[] shares(HiddenScales block, float[] values, double worth) {
        double[] scores = new double[block.channels()];
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            double product = 1;
            for (int offset : block.offsets()) {
                product *= Math.abs(values[offset + c]);
            }
            scores[c] = Math.sqrt(product);
            sum += scores[c];
        }
        double whole = sum;
        return whole > 0
                ? Arrays.stream(scores).map(score -> worth * score / whole).toArray()
                : scores;
    }
}
