package org.fogward.models.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.parameter.ModelParameters;

/**
 * Turns a model into named tensors: for MobileNetV2 without further features torchvision's state dictionary, which gives
 * the same predictions there; for all others our own segments, with their names.
 */
public final class WeightExport {

    /** The metadata that holds the model's specification as JSON. */
    public static final String SPECIFICATION = "fogward.specification";

    private WeightExport() {}

    /**
     * The model's weights apart from the classifier's, to start other models from.
     *
     * @throws ExchangeException where a normalisation's variance is negative
     */
    public static WeightsFile withoutClassifier(ModelParameters model) throws ExchangeException {
        WeightsFile whole = of(model);
        List<String> names = Convention.of(model.spec()).slots().stream()
                .filter(Slot::isClassifier)
                .map(Slot::name)
                .toList();
        return new WeightsFile(
                Map.of("format", "pt"),
                whole.tensors().stream()
                        .filter(tensor -> !names.contains(tensor.name()))
                        .toList());
    }

    /**
     * The model's weights.
     *
     * @throws ExchangeException where a normalisation's variance is negative
     */
    public static WeightsFile of(ModelParameters model) throws ExchangeException {
        Convention convention = Convention.of(model.spec());
        float[] values = model.values().clone();
        new EpsilonFolding(LayerPlan.BatchNormalization.EPSILON, convention.epsilon())
                .apply(convention.slots(), values);
        List<Tensor> tensors = new ArrayList<>();
        for (Slot slot : convention.slots()) {
            tensors.add(slot.write(values));
        }
        return new WeightsFile(
                Map.of("format", "pt", SPECIFICATION, model.spec().toJson()), tensors);
    }
}
