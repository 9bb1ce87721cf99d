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
    private static final double STALE_DECAY = 0.5;
    private static final double USUAL_ROUNDS = 30;
    /** What gateways measured is averaged, and with it how it was rounded; what goes down is not. */
    private static final int MEASURED_DIGITS = 3;

    /**
     * What suits models that begin from nothing; see ADR 15.
     *
     * @param rounds of the plan: in few of them, more has to travel in each
     */
    static UpdateRules learning(long rounds) {
        return sparse(density(0.1, 0.005, rounds, false));
    }

    /** What suits models whose head was solved for: there is little left to learn, so less has to travel. */
    static UpdateRules fineTuning(long rounds) {
        return sparse(density(0.02, 0.002, rounds, true));
    }

    private static DensitySchedule density(double first, double last, long rounds, boolean followsRate) {
        double more = Math.max(1, USUAL_ROUNDS / rounds);
        return new DensitySchedule(Math.min(1, more * first), Math.min(1, more * last), 6, followsRate);
    }

    /** Gateways do not all choose the same coordinates, so more of them have something to say on the way down. */
    private static UpdateRules sparse(DensitySchedule density) {
        DensitySchedule denser = new DensitySchedule(
                Math.min(1, 2 * density.first()),
                Math.min(1, 2 * density.last()),
                density.warmupRounds(),
                density.followsRate());
        return new UpdateRules(
                new DeltaCoding("sparse", density, 1, MEASURED_DIGITS),
                new DeltaCoding("sparse", denser, 1, EncodingOptions.MOST_WHOLE_DIGITS),
                4,
                STALE_DECAY);
    }

    /** The same codec both ways, every coordinate in every round: for codecs that keep all. */
    public static UpdateRules whole(String codec) {
        DeltaCoding all = new DeltaCoding(
                codec,
                new DensitySchedule(1, 1, 0, false),
                EncodingOptions.MOST_BITS,
                EncodingOptions.MOST_WHOLE_DIGITS);
        return new UpdateRules(all, all, 1, STALE_DECAY);
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
