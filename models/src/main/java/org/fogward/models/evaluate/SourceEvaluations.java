package org.fogward.models.evaluate;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a model did on samples of several sources, together and one by one. Immutable.
 *
 * @param all every sample
 * @param bySource the samples of each source, ascending by the source's name
 */
public record SourceEvaluations(Evaluation all, SortedMap<String, Evaluation> bySource) {

    /** Copies the map. */
    public SourceEvaluations {
        bySource = Collections.unmodifiableSortedMap(new TreeMap<>(bySource));
    }
}
