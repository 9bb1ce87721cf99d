package org.fogward.models.start;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;

/** What a first model is made of. */
public enum Start {
    /** Random numbers: it knows nothing. */
    RANDOM {
        @Override
        public ModelParameters model(ModelSpec spec, long seed) {
            return new ModelParameters(spec, Initialization.create(spec, seed));
        }
    },
    /** Weights that learnt to see on generated images, with a classifier of random numbers. */
    GENERATED {
        @Override
        public ModelParameters model(ModelSpec spec, long seed) {
            return ShippedWeights.model(spec, seed);
        }
    };

    /**
     * Checks that a model can begin so.
     *
     * @throws IllegalArgumentException where there are no such weights for the model
     */
    public void requireSuits(ModelSpec spec) {
        if (this == GENERATED) {
            ShippedWeights.require(spec);
        }
    }

    /**
     * The first model: the same for the same specification and seed.
     *
     * @throws IllegalArgumentException where there are no such weights for the model
     */
    public abstract ModelParameters model(ModelSpec spec, long seed);

    /** What suits a model where nothing is said. */
    public static Start usual(ModelSpec spec) {
        return ShippedWeights.exist(spec) ? GENERATED : RANDOM;
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Start parse(String text) {
        return Arrays.stream(values())
                .filter(start -> start.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("start: '" + text + "' is none of "
                        + Arrays.stream(values()).map(Start::text).collect(Collectors.joining(", "))));
    }

    /** The name in plans. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
