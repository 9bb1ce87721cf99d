package org.fogward.models.architecture;

/** Two hidden layers over normalised columns. */
final class TabularLayers {

    private TabularLayers() {}

    static void append(LayerChain chain) {
        chain.normalize("input-norm").joinFeatures();
        chain.dense("hidden1", chain.scaled(32)).dense("hidden2", chain.scaled(16));
    }
}
