package org.fogward.fog.plan;

import org.fogward.protocol.update.EncodingOptions;

/**
 * What travels of what is learnt, and how.
 *
 * @param up how gateways encode their updates
 * @param down how the fog node encodes the way from one global model to the next
 * @param normalizationEvery in every how manieth round the running statistics of batch normalisation travel; 0: never, and all of batch
 *     normalisation is each gateway's own (Li et al., FedBN, ICLR 2021)
 * @param staleDecay factor on what an update left behind, for each averaging round that a gateway missed, 0 to 1
 */
public record UpdateRules(DeltaCoding up, DeltaCoding down, int normalizationEvery, double staleDecay) {

    /** What suits most federations; see the benchmarks page. */
    public static final UpdateRules DEFAULT = new UpdateRules(
            new DeltaCoding("dense-float16", new DensitySchedule(0.1, 0.01, 8), 1),
            new DeltaCoding("dense-float16", new DensitySchedule(0.25, 0.02, 8), 1),
            1,
            0.5);

    /** The same codec both ways, every coordinate in every round: for codecs that keep all. */
    public static UpdateRules whole(String codec) {
        DeltaCoding all = new DeltaCoding(codec, new DensitySchedule(1, 1, 0), EncodingOptions.MOST_BITS);
        return new UpdateRules(all, all, 1, DEFAULT.staleDecay());
    }

    /** @throws IllegalArgumentException naming the component that is out of its range */
    public UpdateRules {
        if (normalizationEvery < 0 || normalizationEvery > RoundRules.MAX_COUNT) {
            throw new IllegalArgumentException("normalizationEvery: not within 0.." + RoundRules.MAX_COUNT);
        }
        if (!(staleDecay >= 0) || staleDecay > 1) {
            throw new IllegalArgumentException("staleDecay: not within 0..1");
        }
    }
}
