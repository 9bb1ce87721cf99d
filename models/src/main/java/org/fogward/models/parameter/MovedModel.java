package org.fogward.models.parameter;

/**
 * A model on its way to the next: coordinates are added one by one, always in single precision, so that everybody who adds the same
 * gets the same bits. For one thread.
 */
public final class MovedModel {

    private final ModelParameters from;
    private final float[] values;

    /** Begins at a model, which stays as it is. */
    public MovedModel(ModelParameters from) {
        this.from = from;
        values = from.values().clone();
    }

    /**
     * Adds to one parameter.
     *
     * @param parameter its index
     * @param delta what to add
     */
    public void add(int parameter, float delta) {
        values[parameter] += delta;
    }

    /** The model now. A running variance below zero, which a coarse delta can make, is zero: there is no root of anything less. */
    public ModelParameters model() {
        float[] now = values.clone();
        for (Segment variance : ParameterLayout.of(from.spec()).segments(kind -> kind == ParameterKind.BN_VARIANCE)) {
            for (int i = variance.offset(); i < variance.end(); i++) {
                now[i] = Math.max(0, now[i]);
            }
        }
        return new ModelParameters(from.spec(), now);
    }
}
