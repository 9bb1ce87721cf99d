package org.fogward.models.prune;

import java.util.Arrays;
import java.util.List;
import org.fogward.models.parameter.ModelParameters;

/**
 * By the factors of batch normalisation (network slimming, Liu et al., ICCV 2017); needs no data. A hidden channel goes
 * through two normalisations, and nothing comes out of it if either factor is 0, so its score is the geometric mean of
 * their absolute values. What a factor means depends on the weights after it, which differ from block to block:
 * therefore scores are shares of their block's sum.
 */
public record ScaleImportance() implements ChannelImportance {

    @Override
    public ChannelScores scores(ModelParameters model) {
        List<double[]> scores = HiddenScales.of(model.spec()).stream()
                .map(block -> shares(block, model.values()))
                .toList();
        return new ChannelScores(scores);
    }

    private static double[] shares(HiddenScales block, float[] values) {
        double[] scores = new double[block.channels()];
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            double product = 1;
            for (int offset : block.offsets()) {
                product *= Math.abs(values[offset + c]);
            }
            scores[c] = block.offsets().size() > 1 ? Math.sqrt(product) : product;
            sum += scores[c];
        }
        double whole = sum;
        return whole > 0 ? Arrays.stream(scores).map(score -> score / whole).toArray() : scores;
    }
}
