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
    FROZEN(Statistics.RUNNING);

    private final Statistics statistics;

    Normalization(Statistics statistics) {
        this.statistics = statistics;
    }

    Statistics statistics() {
        return statistics;
    }
}
