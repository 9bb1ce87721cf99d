package org.fogward.models.exchange;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fogward.models.spec.ModelSpec;

/** Whether a file's classifier tells the model's classes apart. */
final class ClassifierRules {

    private ClassifierRules() {}

    /** Why the classifier cannot be kept; empty where it can, or where its tensors are wrong in another way. */
    static Optional<String> reasonToReplace(WeightsFile file, Convention convention, ModelSpec spec)
            throws ExchangeException {
        Map<String, Tensor> tensors =
                file.tensors().stream().collect(Collectors.toMap(Tensor::name, Function.identity()));
        List<Slot> classifier =
                convention.slots().stream().filter(Slot::isClassifier).toList();
        if (classifier.stream().noneMatch(slot -> tensors.containsKey(slot.name()))) {
            return Optional.of("the file has none");
        }
        Set<Integer> counts = new HashSet<>();
        for (Slot slot : classifier) {
            Tensor tensor = tensors.get(slot.name());
            if (tensor == null || !sameButForClasses(tensor.shape(), slot.shape())) {
                return Optional.empty();
            }
            counts.add(tensor.shape().getFirst());
        }
        if (counts.size() > 1) {
            return Optional.empty();
        }
        int count = counts.iterator().next();
        if (count != spec.classes().size()) {
            return Optional.of("the file tells " + count + " classes apart and the model "
                    + spec.classes().size());
        }
        Optional<List<String>> names = names(file);
        return names.isEmpty() || names.get().equals(spec.classes())
                ? Optional.empty()
                : Optional.of("the file's classes are " + String.join(", ", names.get()));
    }

    private static boolean sameButForClasses(List<Integer> theirs, List<Integer> ours) {
        return theirs.size() == ours.size() && theirs.subList(1, theirs.size()).equals(ours.subList(1, ours.size()));
    }

    private static Optional<List<String>> names(WeightsFile file) throws ExchangeException {
        String json = file.metadata().get(WeightExport.SPECIFICATION);
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ModelSpec.fromJson(json).classes());
        } catch (IllegalArgumentException e) {
            throw new ExchangeException("__metadata__." + WeightExport.SPECIFICATION + ": " + e.getMessage(), e);
        }
    }
}
