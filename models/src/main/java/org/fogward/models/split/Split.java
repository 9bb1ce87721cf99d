package org.fogward.models.split;

import java.util.List;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;

/**
 * A way to deal a data set's samples out to clients. Every sample goes to one client, every client gets at least one
 * group, and no group is ever divided. The same data set, number and seed give the same shares.
 */
public sealed interface Split permits ByGroup, BySource, Dirichlet {

    /**
     * Reads a split from text.
     *
     * @param text {@code group}, {@code source} or {@code dirichlet:A} with a number A above 0
     * @throws IllegalArgumentException where the text is none of these
     */
    static Split parse(String text) {
        if (text.equals("group")) {
            return new ByGroup();
        }
        if (text.equals("source")) {
            return new BySource();
        }
        if (text.startsWith(Dirichlet.PREFIX)) {
            return Dirichlet.parse(text);
        }
        throw new IllegalArgumentException("split: '" + text + "' is none of group, source, dirichlet:A");
    }

    /**
     * Deals the samples out.
     *
     * @param dataset what to deal
     * @param clients number of shares, at least 1
     * @param seed decides among equally good ways
     * @return the clients' samples, each in the data set's order
     * @throws SplitException where the data set has fewer groups than there are clients
     */
    List<List<Sample>> deal(Dataset dataset, int clients, long seed);
}
