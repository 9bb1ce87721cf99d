package org.fogward.models.kernel;

/** The implementations that every kernel's suite runs against. */
enum Implementation {
    BEST(Kernels.best()),
    PLAIN(Kernels.plain());

    private final Kernels kernels;

    Implementation(Kernels kernels) {
        this.kernels = kernels;
    }

    Kernels kernels() {
        return kernels;
    }
}
