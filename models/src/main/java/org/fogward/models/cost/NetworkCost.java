package org.fogward.models.cost;

import java.util.List;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.data.SampleShape;
import org.fogward.models.spec.ModelSpec;

/**
 * What a network costs for one example. Activations are estimates: what an engine cannot do without, not what one takes.
 *
 * @param input the shape of an example
 * @param layers in order of computation
 */
public record NetworkCost(SampleShape input, List<LayerCost> layers) {

    /** Keeps its own copy of the list. */
    public NetworkCost {
        layers = List.copyOf(layers);
    }

    /** The cost of every network of this specification. */
    public static NetworkCost of(ModelSpec spec) {
        return new NetworkCost(spec.input(), new CostWalk(Architecture.of(spec)).layers());
    }

    /** Parameters of all layers. */
    public long parameters() {
        return layers.stream().mapToLong(LayerCost::parameters).sum();
    }

    /** Multiply-adds of all layers. */
    public long multiplyAdds() {
        return layers.stream().mapToLong(LayerCost::multiplyAdds).sum();
    }

    /** Bytes of the parameters as 32-bit floats. */
    public long parameterBytes() {
        return parameters() * Float.BYTES;
    }

    /** Bytes at the fullest moment of a prediction: a layer's input and output, and what an addition still waits for. */
    public long predictionBytes() {
        long most = 0;
        SampleShape before = input;
        for (int i = 0; i < layers.size(); i++) {
            LayerCost layer = layers.get(i);
            long alive = layer.output().values() + Shortcuts.waiting(layers, i);
            most = Math.max(most, layer.worksInPlace() ? alive : alive + before.values());
            before = layer.output();
        }
        return most * Float.BYTES;
    }

    /** Bytes that training keeps for the way back: the input and the outputs of layers that do not work in place of them. */
    public long trainingBytes() {
        long kept = layers.stream()
                .filter(LayerCost::isKeptInTraining)
                .mapToLong(layer -> layer.output().values())
                .sum();
        return (input.values() + kept) * Float.BYTES;
    }
}
