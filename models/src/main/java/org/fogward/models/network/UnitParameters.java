package org.fogward.models.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tells Deeplearning4j of a unit's parameters: one array that it neither divides nor fills. */
record UnitParameters(int count) implements ParamInitializer {

    static final String KEY = "P";

    @Override
    public long numParams(NeuralNetConfiguration configuration) {
        return count;
    }

    @Override
    public long numParams(Layer layer) {
        return count;
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return count > 0 ? List.of(KEY) : List.of();
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return paramKeys(layer);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of();
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return KEY.equals(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return false;
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration configuration, INDArray view, boolean initialize) {
        if (count > 0) {
            configuration.addVariable(KEY);
        }
        return getGradientsFromFlattened(configuration, view);
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration configuration, INDArray view) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        if (count > 0) {
            arrays.put(KEY, view);
        }
        return arrays;
    }
}
