package org.fogward.models.architecture;

/** Convolutional networks along time. */
final class SignalLayers {

    private static final int POOL = 2;

    private SignalLayers() {}

    /** Normalising the input stands for a z-score over all participants, which nobody could compute without their data. */
    static void motion(LayerChain chain) {
        chain.normalize("input-norm");
        convolve(chain, "conv1", 32, 5).pool("pool1", 1, POOL);
        convolve(chain, "conv2", 64, 5).pool("pool2", 1, POOL);
        convolve(chain, "conv3", 64, 3).average().joinFeatures().dense("hidden", 64);
    }

    static void ecg(LayerChain chain) {
        convolve(chain, "conv1", 16, 7).pool("pool1", 1, POOL);
        convolve(chain, "conv2", 32, 5).pool("pool2", 1, POOL);
        convolve(chain, "conv3", 64, 5).average().joinFeatures().dense("hidden", 64);
    }

    private static LayerChain convolve(LayerChain chain, String name, int out, int kernel) {
        return chain.convolve(name, chain.scaled(out), 1, kernel, 1).rectify(name + "-relu", false);
    }
}
