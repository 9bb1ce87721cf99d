package org.fogward.models.prune;

import java.util.List;
import org.fogward.models.parameter.ModelParameters;

/**
 * Takes what pruned channels gave to the running statistics of their block's projection out of these, so that a pruned model predicts
 * sensibly before anybody has trained it again. For lack of data, channels are taken to be independent.
 */
final class StatisticsRepair {

    /** Of a variance: estimates may take away too much. */
    private static final double LEAST_LEFT = 0.1;

    private StatisticsRepair() {}

    /** Repairs the parameters of the model before, whose statistics the smaller model takes over. */
    static float[] repaired(ModelParameters model, KeptChannels kept) {
        float[] values = model.values().clone();
        for (int block = 0; block < kept.channels().size(); block++) {
            HiddenActivity activity = HiddenActivity.of(model, block);
            List<Integer> channels = kept.channels().get(block);
            if (channels.size() < activity.channels()) {
                repair(values, activity, channels);
            }
        }
        return values;
    }

    private static void repair(float[] values, HiddenActivity activity, List<Integer> kept) {
        boolean[] stays = new boolean[activity.channels()];
        kept.forEach(channel -> stays[channel] = true);
        int width = activity.width();
        for (int o = 0; o < width; o++) {
            double mean = 0;
            double variance = 0;
            double whole = 0;
            for (int c = 0; c < stays.length; c++) {
                double weight = values[activity.weights() + c * width + o];
                whole += weight * weight * activity.variance()[c];
                if (!stays[c]) {
                    mean += weight * activity.mean()[c];
                    variance += weight * weight * activity.variance()[c];
                }
            }
            int meanAt = activity.norm() + 2 * width + o;
            int varianceAt = activity.norm() + 3 * width + o;
            values[meanAt] -= (float) mean;
            // Channels are not independent, so their share of the sum counts, not the sum itself.
            double left = whole > 0 ? Math.max(LEAST_LEFT, 1 - variance / whole) : 1;
            values[varianceAt] *= (float) left;
        }
    }
}
