package org.fogward.models.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.fogward.models.exchange.ExchangeException;
import org.fogward.models.exchange.Safetensors;
import org.fogward.models.exchange.WeightImport;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.Head;
import org.fogward.models.spec.ModelSpec;

/** Weights that come with this build, made by {@code model pretrain}; {@code docs/model-card.md} tells how. */
final class ShippedWeights {

    private ShippedWeights() {}

    /** Where the weights for a model would be: it sees one grey channel, looks at levels, and nothing is pruned from it. */
    private static Optional<String> resource(ModelSpec spec) {
        boolean plain = spec.input().channels() == 1
                && spec.features() == 0
                && spec.head() == Head.LEVELS
                && spec.hidden().isEmpty();
        return switch (spec.family()) {
            case MOBILENET, COMPACT -> plain ? Optional.of(name(spec)) : Optional.empty();
            case MOTION, ECG, TABULAR -> Optional.empty();
        };
    }

    private static String name(ModelSpec spec) {
        return spec.family().text() + "-" + String.format(Locale.ROOT, "%.2f", spec.width()) + ".safetensors";
    }

    static boolean exist(ModelSpec spec) {
        return resource(spec).map(ShippedWeights.class::getResource).isPresent();
    }

    static void require(ModelSpec spec) {
        if (!exist(spec)) {
            throw new IllegalArgumentException("start: no generated weights come with this build for "
                    + spec.family().text() + " of width " + spec.width() + ", head "
                    + spec.head().text() + " and input "
                    + spec.input());
        }
    }

    /**
     * The model that begins with them; its classifier knows nothing.
     *
     * @throws IllegalArgumentException where there are none
     */
    static ModelParameters model(ModelSpec spec, long seed) {
        require(spec);
        try (InputStream in = ShippedWeights.class.getResourceAsStream(name(spec))) {
            byte[] file = Objects.requireNonNull(in).readAllBytes();
            return WeightImport.read(Safetensors.read(file), spec, seed).model();
        } catch (IOException e) {
            throw new UncheckedIOException("the weights of this build cannot be read", e);
        } catch (ExchangeException e) {
            throw new IllegalStateException("the weights of this build are broken: " + e.getMessage(), e);
        }
    }
}
