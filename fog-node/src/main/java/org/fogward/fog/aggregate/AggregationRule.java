package org.fogward.fog.aggregate;

import java.io.IOException;
import java.util.List;

/**
 * Combines the updates of a round into one. Implementations are deterministic, accumulate in double precision, keep at most a
 * fixed amount of decoded values at a time and have no state, so they are safe for several threads.
 */
public interface AggregationRule {

    /** The rule's name in plans and on the ledger. */
    String name();

    /** Whether it compares what updates say of a coordinate, so that all have to say something of it. */
    boolean comparesUpdates();

    /**
     * Combines updates.
     *
     * @param contributions at least one, ascending by gateway; they are read in this order
     * @param into takes the combined delta, one value for each parameter; overwritten
     * @throws IOException if an update cannot be read
     */
    void combine(List<Contribution> contributions, double[] into) throws IOException;
}
