package org.fogward.models.architecture;

/**
 * What the layers of a block of MobileNetV2 are called.
 *
 * @param number of the block, from 1
 */
public record BlockLayers(int number) {

    /** The pointwise convolution before the hidden channels; the first block has none. */
    public String expand() {
        return "block" + number + "-expand";
    }

    /** The normalisation after the expansion. */
    public String expandNorm() {
        return expand() + "-norm";
    }

    /** The convolution of each hidden channel. */
    public String depthwise() {
        return "block" + number + "-depthwise";
    }

    /** The normalisation after the depthwise convolution. */
    public String depthwiseNorm() {
        return depthwise() + "-norm";
    }

    /** The pointwise convolution after the hidden channels. */
    public String project() {
        return "block" + number + "-project";
    }

    /** The normalisation after the projection. */
    public String projectNorm() {
        return project() + "-norm";
    }

    /** The residual connection. */
    String add() {
        return "block" + number + "-add";
    }
}
