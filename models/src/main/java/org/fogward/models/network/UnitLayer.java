package org.fogward.models.network;

import java.io.Serial;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.fogward.models.unit.Step;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/** The configuration of a Deeplearning4j layer that a unit computes: rows of numbers in, rows of numbers out. */
final class UnitLayer extends BaseLayer {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Step.Compute step;
    private final transient HeapParameters heap;
    private final boolean first;

    UnitLayer(Step.Compute step, HeapParameters heap, boolean first) {
        super(new Builder());
        this.step = step;
        this.heap = heap;
        this.first = first;
    }

    /** Whether nobody needs the gradient with respect to what goes in. */
    boolean isFirst() {
        return first;
    }

    Step.Compute step() {
        return step;
    }

    HeapParameters heap() {
        return heap;
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize,
            DataType type) {
        UnitComputation layer = new UnitComputation(configuration, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(configuration, parameters, initialize));
        layer.setConf(configuration);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return new UnitParameters(step.unit().parameters());
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        return InputType.feedForward(step.unit().outputs());
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        // The unit knows.
    }

    @Override
    public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public boolean isPretrainParam(String name) {
        return false;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        return new LayerMemoryReport.Builder(step.name(), UnitLayer.class, input, getOutputType(0, input))
                .standardMemory(step.unit().parameters(), 0)
                .workingMemory(0, 0, MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public IUpdater getUpdaterByParam(String name) {
        return new NoOp();
    }

    @Override
    public List<Regularization> getRegularizationByParam(String name) {
        return List.of();
    }

    /** Makes nothing: a layer is made from its step. */
    private static final class Builder extends BaseLayer.Builder<Builder> {
        @Override
        @SuppressWarnings("unchecked")
        public <E extends org.deeplearning4j.nn.conf.layers.Layer> E build() {
            throw new UnsupportedOperationException("made from its step");
        }
    }
}
