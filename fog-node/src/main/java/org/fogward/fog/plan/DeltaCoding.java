package org.fogward.fog.plan;

import org.fogward.protocol.update.Coverage;
import org.fogward.protocol.update.EncodingOptions;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateCodecs;

/**
 * How deltas are encoded in one direction.
 *
 * @param codec the update codec's name
 * @param density which share of the coordinates travels, for codecs that choose
 * @param bits of each value, likewise
 * @param statisticsDigits of running statistics, in units of the model's, how many binary digits after the point travel, likewise
 */
public record DeltaCoding(String codec, DensitySchedule density, int bits, int statisticsDigits) {

    /** @throws IllegalArgumentException naming the component that is out of its range */
    public DeltaCoding {
        if (UpdateCodecs.named(codec).isEmpty()) {
            throw new IllegalArgumentException("codec: one of " + UpdateCodecs.names() + " expected, not " + codec);
        }
        var ignored = new EncodingOptions(density.last(), bits, 0, statisticsDigits);
    }

    /** Whether most coordinates stay behind, so that densities matter. */
    boolean choosesAmongCoordinates() {
        return coder().coverage() != Coverage.ALL;
    }

    /** What encodes and decodes. */
    public UpdateCodec coder() {
        return UpdateCodecs.named(codec).orElseThrow();
    }

    /**
     * What the encoder is told.
     *
     * @param rateShare the round's learning rate, as a share of the highest
     */
    public EncodingOptions options(long round, double rateShare, long seed) {
        return new EncodingOptions(density.at(round, rateShare), bits, seed, statisticsDigits);
    }
}
