package org.fogward.models.parameter;

import org.fogward.models.spec.ModelSpec;

/**
 * A model: what it is and what it has learnt. The array is not copied; whoever holds a model leaves it unchanged.
 *
 * @param spec what the model is
 * @param values its parameters, laid out by {@link ParameterLayout#of(ModelSpec)}
 */
public record ModelParameters(ModelSpec spec, float[] values) {

    /**
     * Checks the number of parameters.
     *
     * @throws IllegalArgumentException where it is not the specification's
     */
    public ModelParameters {
        int expected = ParameterLayout.of(spec).parameters();
        if (values.length != expected) {
            throw new IllegalArgumentException(
                    "parameters: " + values.length + " values, but the specification has " + expected);
        }
    }
}
