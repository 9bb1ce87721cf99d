package org.fogward.models.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.fogward.models.network.Statistics;

/** What normalises while a participant trains. */
public enum Normalization {
    /** Each batch's own statistics; the running ones follow and are sent with the update. */
    @JsonProperty("train")
    TRAIN(Statistics.OF_BATCH),
    /** The global model's running statistics, which stay as they are: examples do not see each other. */
    @JsonProperty("frozen")
    FROZEN(Statistics.RUNNING),
    /**
     * Each batch's own statistics, which never leave the participant (Li et al., "FedBN", ICLR 2021; the learnt factors are
     * shared, as in Andreux et al., "Siloed federated learning", 2020). Whoever uses the model measures the statistics of their own
     * examples first: see {@link SiteStatistics}.
     */
    @JsonProperty("local")
    LOCAL(Statistics.OF_BATCH);

    private final Statistics statistics;

    Normalization(Statistics statistics) {
        this.statistics = statistics;
    }

    Statistics statistics() {
        return statistics;
    }
}
