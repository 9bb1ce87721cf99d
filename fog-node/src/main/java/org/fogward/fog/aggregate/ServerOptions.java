package org.fogward.fog.aggregate;

import java.util.List;

/**
 * Which server optimiser to use, and its numbers. Those that it does not use stand at their defaults.
 *
 * @param optimizer {@code average}, {@code fedavgm}, {@code fedadam} or {@code fedyogi}
 * @param learningRate eta, above 0 to 10
 * @param momentum beta of FedAvgM, 0 to below 1
 * @param beta1 of FedAdam and FedYogi, 0 to below 1
 * @param beta2 likewise
 * @param tau their degree of adaptivity, above 0 to 1
 */
public record ServerOptions(
        String optimizer, double learningRate, double momentum, double beta1, double beta2, double tau) {

    /** The optimisers' names. */
    public static final List<String> OPTIMIZERS = List.of("average", "fedavgm", "fedadam", "fedyogi");

    /** The combination itself becomes the new model. */
    public static final ServerOptions DEFAULT = new ServerOptions("average", 1, 0.9, 0.9, 0.99, 1e-3);

    /** @throws IllegalArgumentException naming the component that is out of its range */
    public ServerOptions {
        if (!OPTIMIZERS.contains(optimizer)) {
            throw new IllegalArgumentException("optimizer: one of " + OPTIMIZERS + " expected, not " + optimizer);
        }
        requireRange("learningRate", learningRate > 0 && learningRate <= 10);
        requireRange("momentum", momentum >= 0 && momentum < 1);
        requireRange("beta1", beta1 >= 0 && beta1 < 1);
        requireRange("beta2", beta2 >= 0 && beta2 < 1);
        requireRange("tau", tau > 0 && tau <= 1);
    }

    /** The optimiser with these numbers. */
    public ServerOptimizer create() {
        return switch (optimizer) {
            case "fedavgm" -> new FedAvgM(learningRate, momentum);
            case "fedadam" -> new FedAdaptive(FedAdaptive.Variant.ADAM, this);
            case "fedyogi" -> new FedAdaptive(FedAdaptive.Variant.YOGI, this);
            default -> new Averaging(learningRate);
        };
    }

    private static void requireRange(String field, boolean within) {
        if (!within) {
            throw new IllegalArgumentException(field + ": out of its range");
        }
    }
}
