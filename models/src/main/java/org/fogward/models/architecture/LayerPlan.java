package org.fogward.models.architecture;

/**
 * One step of a network. Convolutions and poolings of stride s turn a length n into ceil(n / s), as TensorFlow's "same"
 * padding does. Every step takes the output of the step before it.
 */
public sealed interface LayerPlan {

    /** Unique within an architecture; the names of a layer's parameters begin with it. */
    String name();

    /**
     * A convolution without bias, because normalisation follows.
     *
     * @param name the layer's name
     * @param in input channels
     * @param out output channels
     * @param kernelHeight rows of the kernel; 1 for signals
     * @param kernelWidth columns of the kernel
     * @param stride the same in every direction that is longer than 1
     */
    record Convolution(String name, int in, int out, int kernelHeight, int kernelWidth, int stride)
            implements LayerPlan {}

    /**
     * A convolution of each channel by itself, with a square kernel and without bias.
     *
     * @param name the layer's name
     * @param channels input and output channels
     * @param kernel rows and columns of the kernel
     * @param stride rows and columns between two outputs
     */
    record DepthwiseConvolution(String name, int channels, int kernel, int stride) implements LayerPlan {}

    /**
     * Batch normalisation (Ioffe and Szegedy, ICML 2015) over all positions of a channel.
     *
     * @param name the layer's name
     * @param channels input and output channels
     */
    record BatchNormalization(String name, int channels) implements LayerPlan {

        /** What is added to a variance before its root is taken. */
        public static final double EPSILON = 1e-3;
        /** How much of a running statistic a batch leaves; small, because a round has few batches. */
        public static final double DECAY = 0.9;
    }

    /**
     * A rectifier: negative values become 0.
     *
     * @param name the layer's name
     * @param capped whether values above 6 become 6 (ReLU6)
     */
    record Rectifier(String name, boolean capped) implements LayerPlan {}

    /**
     * The largest of each window; windows do not overlap.
     *
     * @param name the layer's name
     * @param height rows of a window; 1 for signals
     * @param width columns of a window
     */
    record MaximumPooling(String name, int height, int width) implements LayerPlan {}

    /**
     * Adds the output of an earlier layer (a residual connection).
     *
     * @param name the layer's name
     * @param shortcut the earlier layer
     */
    record Addition(String name, String shortcut) implements LayerPlan {}

    /**
     * The mean over all positions: one number per channel.
     *
     * @param name the layer's name
     */
    record GlobalAverage(String name) implements LayerPlan {}

    /**
     * Sets the means over a grid of equal areas aside for a later {@link LevelJoin}, and passes on what it was given. Channel by channel,
     * row by row.
     *
     * @param name the layer's name
     * @param rows of the grid
     * @param columns of the grid
     * @param height rows of positions in each area
     * @param width columns of positions in each area
     * @param channels of the input
     */
    record Level(String name, int rows, int columns, int height, int width, int channels) implements LayerPlan {

        /** How many numbers of an example are set aside. */
        public int outputs() {
            return rows * columns * channels;
        }
    }

    /**
     * Gives all that {@link Level}s set aside, one after the other, and nothing of the step before.
     *
     * @param name the layer's name
     * @param width numbers per example
     */
    record LevelJoin(String name, int width) implements LayerPlan {}

    /**
     * Appends an example's further features.
     *
     * @param name the layer's name
     */
    record FeatureJoin(String name) implements LayerPlan {}

    /**
     * Dropout (Srivastava et al., JMLR 2014) by a mask that comes with the batch; the network has at most one.
     *
     * @param name the layer's name
     * @param width numbers per example
     */
    record Dropout(String name, int width) implements LayerPlan {}

    /**
     * A fully connected layer.
     *
     * @param name the layer's name
     * @param in numbers per example that it takes
     * @param out numbers per example that it gives
     * @param bias whether it adds a bias; not needed where normalisation follows
     */
    record Dense(String name, int in, int out, boolean bias) implements LayerPlan {}
}
