package org.fogward.models.network;

import java.io.Serial;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.fogward.models.unit.Unit;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A Deeplearning4j layer that hands batches to its unit, and the unit's results on. */
final class UnitComputation extends BaseLayer<UnitLayer> {

    @Serial
    private static final long serialVersionUID = 1L;

    private transient float[] space = {};
    private transient float[] out = {};
    private transient float[] inGradient = {};

    UnitComputation(NeuralNetConfiguration configuration, DataType type) {
        super(configuration, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
        Unit unit = layerConf().step().unit();
        HeapParameters heap = layerConf().heap();
        int examples = (int) input.size(0);
        space = grown(space, heap.knows(input) ? 0 : examples * unit.inputs());
        float[] in = heap.valuesOf(input, space, examples * unit.inputs());
        out = grown(out, examples * unit.outputs());
        unit.forward(heap.parameters(), in, out, examples, training ? heap.mode() : Unit.Mode.PREDICT);
        INDArray result = workspace.createUninitialized(
                ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {examples, unit.outputs()}, 'c');
        NativeFloats.write(out, result, examples * unit.outputs());
        heap.wrote(out, result);
        return result;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspace) {
        Unit unit = layerConf().step().unit();
        HeapParameters heap = layerConf().heap();
        int at = layerConf().step().at();
        int examples = (int) epsilon.size(0);
        // What came out is not needed any more, so its place may take the gradient.
        float[] outGradient = heap.valuesOf(epsilon, out, examples * unit.outputs());
        boolean first = layerConf().isFirst();
        inGradient = first ? inGradient : grown(inGradient, examples * unit.inputs());
        unit.backward(heap.parameters(), outGradient, inGradient, heap.gradient());
        INDArray passedOn = workspace.createUninitialized(
                ArrayType.ACTIVATION_GRAD, DataType.FLOAT, new long[] {examples, unit.inputs()}, 'c');
        if (!first) {
            NativeFloats.write(inGradient, passedOn, examples * unit.inputs());
            heap.wrote(inGradient, passedOn);
        }
        Gradient gradient = new DefaultGradient();
        if (unit.parameters() > 0) {
            INDArray view = Objects.requireNonNull(gradientViews.get(UnitParameters.KEY));
            NativeFloats.write(heap.gradient(), at, view);
            gradient.gradientForVariable().put(UnitParameters.KEY, view);
        }
        return new Pair<>(gradient, passedOn);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    private static float[] grown(float[] array, int length) {
        return array.length < length ? new float[length] : array;
    }
}
