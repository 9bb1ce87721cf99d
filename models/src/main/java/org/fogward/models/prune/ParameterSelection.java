package org.fogward.models.prune;

import java.util.Arrays;

/**
 * Where the parameters of a smaller model come from. It maps whatever is laid out like the larger model's parameters:
 * parameters, residuals of compressed updates, an optimiser's state. Immutable and thread-safe.
 */
public final class ParameterSelection {

    private final int from;
    private final int[] sources;

    /**
     * Keeps its own copy of the indices.
     *
     * @param from how many parameters the larger model has
     * @param sources for each parameter of the smaller model, its index in the larger one
     * @throws IllegalArgumentException naming the index that is not below {@code from}
     */
    public ParameterSelection(int from, int... sources) {
        this.from = from;
        this.sources = sources.clone();
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] < 0 || sources[i] >= from) {
                throw new IllegalArgumentException(
                        "sources[" + i + "]: " + sources[i] + " is not an index below " + from);
            }
        }
    }

    /** How many parameters the larger model has. */
    public int from() {
        return from;
    }

    /** How many parameters the smaller model has. */
    public int to() {
        return sources.length;
    }

    /**
     * Takes what the smaller model keeps.
     *
     * @param values laid out like the larger model's parameters
     * @return laid out like the smaller model's parameters
     * @throws IllegalArgumentException where their number is not the larger model's
     */
    public float[] apply(float[] values) {
        if (values.length != from) {
            throw new IllegalArgumentException("values: " + values.length + " where the selection takes " + from);
        }
        float[] selected = new float[sources.length];
        for (int i = 0; i < sources.length; i++) {
            selected[i] = values[sources[i]];
        }
        return selected;
    }

    /**
     * This selection and then another, as one: for whoever missed a step of gradual pruning.
     *
     * @throws IllegalArgumentException where the other does not begin with what this one gives
     */
    public ParameterSelection then(ParameterSelection next) {
        if (next.from != to()) {
            throw new IllegalArgumentException("next: takes " + next.from + " values where there are " + to());
        }
        return new ParameterSelection(
                from, Arrays.stream(next.sources).map(i -> sources[i]).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterSelection selection
                && selection.from == from
                && Arrays.equals(selection.sources, sources);
    }

    @Override
    public int hashCode() {
        return 31 * from + Arrays.hashCode(sources);
    }
}
