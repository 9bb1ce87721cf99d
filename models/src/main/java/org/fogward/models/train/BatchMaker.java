package org.fogward.models.train;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.models.network.Batch;
import org.fogward.models.network.Dropout;
import org.fogward.models.prepare.Example;
import org.fogward.models.spec.ModelSpec;

/** Lays examples out as batches for training: varied, with soft labels and weights. */
final class BatchMaker {

    private final List<Example> examples;
    private final int classes;
    private final int valueCount;
    private final int featureCount;
    private final Augmentation augmentation;
    private final float[] classWeights;
    private final TrainingOptions options;
    private final Teacher teacher;

    BatchMaker(TrainingTask task, List<Example> examples, Teacher teacher) {
        ModelSpec spec = task.model();
        this.options = task.training();
        this.examples = examples;
        this.teacher = teacher;
        this.classes = spec.classes().size();
        this.valueCount = examples.getFirst().values().length;
        this.featureCount = examples.getFirst().features().length;
        // Behind a frozen front there is nothing left to vary.
        this.augmentation = Augmentation.of(spec, options.frozenBlocks() > 0 ? 0 : options.augmentation());
        this.classWeights = ClassWeights.of(examples, classes, options.classBalance());
    }

    /**
     * Makes a batch.
     *
     * @param chosen indices of examples
     * @param seed fixes variations and dropout
     */
    Batch make(int[] chosen, long seed) {
        float[] values = new float[chosen.length * valueCount];
        float[] features = new float[chosen.length * featureCount];
        float[] targets = new float[chosen.length * classes];
        float[] weights = new float[chosen.length];
        Arrays.fill(targets, (float) (options.labelSmoothing() / classes));
        for (int i = 0; i < chosen.length; i++) {
            Example example = examples.get(chosen[i]);
            augmentation.vary(
                    example.values(), values, i * valueCount, new SplittableRandom(Seeds.of(seed, chosen[i])));
            System.arraycopy(example.features(), 0, features, i * featureCount, featureCount);
            targets[i * classes + example.label()] += (float) (1 - options.labelSmoothing());
            teacher.teach(chosen[i], targets, i * classes);
            weights[i] = classWeights[example.label()];
        }
        return new Batch(
                chosen.length, values, features, targets, weights, new Dropout(options.dropout(), Seeds.of(seed, -1)));
    }
}
