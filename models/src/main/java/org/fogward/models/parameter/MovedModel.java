package org.fogward.models.parameter;

/**
 * A model on its way to the next: differences are added in single precision, those of running statistics as {@link RelativeStatistics},
 * so that everybody who adds the same gets the same bits. For one thread.
 */
public final class MovedModel {

    private final ModelParameters from;
    private final float[] delta;

    /** Begins at a model, which stays as it is. */
    public MovedModel(ModelParameters from) {
        this.from = from;
        delta = new float[from.values().length];
    }

    /**
     * Adds to one parameter.
     *
     * @param parameter its index
     * @param difference what to add
     */
    public void add(int parameter, float difference) {
        delta[parameter] += difference;
    }

    /** The model now. */
    public ModelParameters model() {
        float[] now = delta.clone();
        RelativeStatistics.of(ParameterLayout.of(from.spec())).toAbsolute(from.values(), now);
        for (int i = 0; i < now.length; i++) {
            now[i] = from.values()[i] + now[i];
        }
        return new ModelParameters(from.spec(), now);
    }
}
