package org.fogward.models.architecture;

/**
 * What a prediction costs: the multiplications of convolutions and dense layers for one example, each of which comes with
 * an addition. Normalisation, rectifiers and pooling are not counted, as in the tables of Sandler et al. (CVPR 2018).
 */
public final class MultiplyAdds {

    private long height;
    private long width;
    private long sum;

    private MultiplyAdds(Architecture architecture) {
        this.height = architecture.input().height();
        this.width = architecture.input().width();
    }

    /** The multiply-adds of one example. */
    public static long of(Architecture architecture) {
        MultiplyAdds count = new MultiplyAdds(architecture);
        architecture.layers().forEach(count::add);
        return count.sum;
    }

    private void add(LayerPlan layer) {
        switch (layer) {
            case LayerPlan.Convolution convolution -> {
                shrink(convolution.stride(), convolution.stride());
                sum += height
                        * width
                        * convolution.kernelHeight()
                        * convolution.kernelWidth()
                        * convolution.in()
                        * convolution.out();
            }
            case LayerPlan.DepthwiseConvolution depthwise -> {
                shrink(depthwise.stride(), depthwise.stride());
                sum += height * width * depthwise.kernel() * depthwise.kernel() * depthwise.channels();
            }
            case LayerPlan.MaximumPooling pooling -> shrink(pooling.height(), pooling.width());
            case LayerPlan.Dense dense -> sum += (long) dense.in() * dense.out();
            case LayerPlan.BatchNormalization _,
                    LayerPlan.Rectifier _,
                    LayerPlan.Addition _,
                    LayerPlan.GlobalAverage _,
                    LayerPlan.FeatureJoin _,
                    LayerPlan.Dropout _ -> {
                // These are not counted.
            }
        }
    }

    private void shrink(int down, int across) {
        height = Math.ceilDiv(height, down);
        width = Math.ceilDiv(width, across);
    }
}
