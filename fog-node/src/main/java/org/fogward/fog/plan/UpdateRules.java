package org.fogward.fog.plan;

import org.fogward.fog.aggregate.ServerOptions;
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

    private static final double SPARSE_STEP = 1.5;

    /** What suits models that begin from nothing; see ADR 15. */
    public static final UpdateRules DEFAULT = sparse(new DensitySchedule(0.1, 0.005, 6, false));

    /** What suits models whose head was solved for: there is little left to learn, so less has to travel. */
    public static final UpdateRules FINE_TUNING = sparse(new DensitySchedule(0.02, 0.002, 6, true));

    private static UpdateRules sparse(DensitySchedule density) {
        DeltaCoding coding = new DeltaCoding("sparse", density, 1);
        return new UpdateRules(coding, coding, 4, 0.5);
    }

    /** The same codec both ways, every coordinate in every round: for codecs that keep all. */
    public static UpdateRules whole(String codec) {
        DeltaCoding all = new DeltaCoding(codec, new DensitySchedule(1, 1, 0, false), EncodingOptions.MOST_BITS);
        return new UpdateRules(all, all, 1, DEFAULT.staleDecay());
    }

    /**
     * The server optimiser that suits them where nothing is said. What comes late, because it was left behind at first, comes at a lower
     * rate; longer steps make up for that.
     */
    ServerOptions usualServer() {
        ServerOptions plain = ServerOptions.DEFAULT;
        return up.choosesAmongCoordinates()
                ? new ServerOptions(
                        plain.optimizer(), SPARSE_STEP, plain.momentum(), plain.beta1(), plain.beta2(), plain.tau())
                : plain;
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
