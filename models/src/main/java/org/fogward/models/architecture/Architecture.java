package org.fogward.models.architecture;

import java.util.List;
import org.fogward.models.data.SampleShape;
import org.fogward.models.prepare.Preprocessor;
import org.fogward.models.spec.ModelSpec;

/**
 * A network as a list of layers. It ends in a dense layer named {@value #OUTPUT}, whose outputs are the classes'
 * logits. The same specification always gives the same layers, whichever engine computes them.
 *
 * @param input the shape of an example's values
 * @param features how many further numbers an example has
 * @param layers in order of computation
 */
public record Architecture(SampleShape input, int features, List<LayerPlan> layers) {

    /** The name of the last layer. */
    public static final String OUTPUT = "output";
    /** The name of the layer before it, which gives what the classifier looks at. */
    public static final String DROPOUT = "dropout";
    /** The name of the layer that normalises what a head with levels looks at. */
    public static final String LEVELS_NORM = "levels-norm";

    /** Keeps its own copy of the list. */
    public Architecture {
        layers = List.copyOf(layers);
    }

    /** The architecture that a specification asks for. */
    public static Architecture of(ModelSpec spec) {
        LayerChain chain = new LayerChain(spec.input(), Preprocessor.features(spec), spec.width());
        switch (spec.family()) {
            case MOTION -> SignalLayers.motion(chain);
            case ECG -> SignalLayers.ecg(chain);
            case COMPACT -> CompactLayers.append(chain, spec);
            case MOBILENET -> MobileNetV2Layers.append(chain, spec);
            case TABULAR -> TabularLayers.append(chain);
        }
        return chain.finish(spec.classes().size());
    }

    /**
     * How many blocks there are to freeze, from the front on: inverted residual blocks, or, in networks without any, what
     * convolves or, in networks without convolutions, hidden layers.
     */
    public int blocks() {
        int residual = count(LayerPlan.DepthwiseConvolution.class);
        int convolutions = count(LayerPlan.Convolution.class);
        int hidden = count(LayerPlan.Dense.class) - 1;
        return residual > 0 ? residual : convolutions > 0 ? convolutions : hidden;
    }

    private int count(Class<? extends LayerPlan> type) {
        return (int) layers.stream().filter(type::isInstance).count();
    }

    /** How many numbers per example dropout acts on; 0 where the network has none. */
    public int dropoutWidth() {
        return layers.stream()
                .filter(LayerPlan.Dropout.class::isInstance)
                .mapToInt(layer -> ((LayerPlan.Dropout) layer).width())
                .sum();
    }
}
