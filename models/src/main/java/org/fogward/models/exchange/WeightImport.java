package org.fogward.models.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.Head;
import org.fogward.models.spec.ModelSpec;

/**
 * Makes a model of named tensors, as {@link WeightExport} names them. A file for three input channels serves a model for
 * one: the first convolution's weights are summed. Where the file tells other classes apart, the classifier starts anew.
 */
public final class WeightImport {

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Convention convention;
    private final List<String> remarks = new ArrayList<>();

    private WeightImport(WeightsFile file, Convention convention) {
        file.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
        this.convention = convention;
    }

    /**
     * Makes a model.
     *
     * @param spec what the model is to be
     * @param seed decides the parameters of a new classifier
     * @throws ExchangeException with a line for each tensor that is missing, surplus, of another shape or not finite
     */
    public static ImportedModel read(WeightsFile file, ModelSpec spec, long seed) throws ExchangeException {
        WeightImport reading = new WeightImport(file, Convention.of(spec));
        if (spec.input().channels() == 1) {
            reading.adaptStem();
        }
        if (spec.head() == Head.LEVELS) {
            reading.forgetLast();
        }
        WeightsFile rest = new WeightsFile(file.metadata(), List.copyOf(reading.tensors.values()));
        Optional<String> otherClasses = ClassifierRules.reasonToReplace(rest, reading.convention, spec);
        otherClasses.ifPresent(
                reason -> reading.remarks.add("classifier: new, from seed " + seed + ", because " + reason));
        boolean newLevels = otherClasses.isPresent() && !reading.fitsLevels();
        if (newLevels && reading.hasLevels()) {
            reading.remarks.add("levels: new, because the file looks at others");
        }
        List<Slot> taken = reading.convention.slots().stream()
                .filter(slot -> otherClasses.isEmpty() || !slot.isClassifier())
                .filter(slot -> !newLevels || !slot.isOfLevels())
                .toList();
        reading.requireFit(taken);
        float[] values = Initialization.create(spec, seed);
        taken.forEach(slot -> slot.read(reading.tensor(slot), values));
        requireFinite(taken, values);
        new EpsilonFolding(reading.convention.epsilon(), LayerPlan.BatchNormalization.EPSILON).apply(taken, values);
        requireFinite(taken, values);
        return new ImportedModel(new ModelParameters(spec, values), reading.remarks);
    }

    private Tensor tensor(Slot slot) {
        Tensor tensor = tensors.get(slot.name());
        if (tensor == null) {
            throw new IllegalStateException("tensor " + slot.name() + " was there a moment ago");
        }
        return tensor;
    }

    private void adaptStem() {
        tensors.computeIfPresent(Convention.TORCHVISION_STEM, (name, tensor) -> {
            if (tensor.shape().size() != 4 || tensor.shape().get(1) != 3) {
                return tensor;
            }
            remarks.add("stem: weights of 3 input channels summed for 1");
            return StemAdaptation.sumOverInputs(tensor);
        });
    }

    /** A head with levels has no use for the last layer, nor for a classifier that looked at it. */
    private void forgetLast() {
        if (tensors.keySet().removeIf(name -> name.startsWith("features.18."))) {
            remarks.add("features.18: not needed, the head looks at levels");
            tensors.keySet().removeIf(name -> name.startsWith("classifier."));
        }
    }

    /** Images of another size may have another number of areas. */
    private boolean fitsLevels() {
        return convention.slots().stream().filter(Slot::isOfLevels).allMatch(slot -> {
            Tensor tensor = tensors.get(slot.name());
            return tensor != null && tensor.shape().equals(slot.shape());
        });
    }

    private boolean hasLevels() {
        return convention.slots().stream().anyMatch(slot -> slot.isOfLevels() && tensors.containsKey(slot.name()));
    }

    private void requireFit(List<Slot> taken) throws ExchangeException {
        List<String> problems = new ArrayList<>();
        Map<String, Tensor> surplus = new LinkedHashMap<>(tensors);
        convention.slots().forEach(slot -> surplus.remove(slot.name()));
        for (Slot slot : taken) {
            Tensor tensor = tensors.get(slot.name());
            if (tensor == null) {
                problems.add(slot.name() + ": missing, shape " + slot.shape());
            } else if (!tensor.shape().equals(slot.shape())) {
                problems.add(slot.name() + ": shape " + tensor.shape() + " where the model has " + slot.shape());
            }
        }
        surplus.values().forEach(tensor -> problems.add(tensor.name() + ": surplus, the model has none of that name"));
        if (!problems.isEmpty()) {
            throw new ExchangeException(String.join(System.lineSeparator(), problems));
        }
    }

    private static void requireFinite(List<Slot> slots, float[] values) throws ExchangeException {
        for (Slot slot : slots) {
            for (int i = 0; i < slot.segment().length(); i++) {
                float value = values[slot.segment().offset() + i];
                if (!Float.isFinite(value)) {
                    throw new ExchangeException(slot.name() + ": holds a value that is not finite (" + value + ")");
                }
            }
        }
    }
}
