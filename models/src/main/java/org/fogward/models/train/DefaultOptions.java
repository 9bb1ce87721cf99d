package org.fogward.models.train;

import org.fogward.models.spec.ModelFamily;

/** Options found on public data sets with people kept apart; see the benchmarks page. */
final class DefaultOptions {

    private DefaultOptions() {}

    static TrainingOptions afterClosedForm(ModelFamily family) {
        return of(family)
                .with("{\"learningRate\": 0.001, \"warmupRounds\": 0, \"logitAdjustment\": 0,"
                        + " \"normalization\": \"frozen\", \"validationShare\": 0.2}");
    }

    static TrainingOptions of(ModelFamily family) {
        OptimizerKind sgd = OptimizerKind.SGD;
        OptimizerKind adam = OptimizerKind.ADAM;
        LearningRateSchedule cosine = LearningRateSchedule.COSINE;
        Normalization own = Normalization.TRAIN;
        return switch (family) {
            case MOTION ->
                new TrainingOptions(
                        sgd, 0.05, 0.9, 5e-3, cosine, 0, 1, 0, 32, 0, 5, 0, 0, 0.05, 0.3, 1, own, 0, 0, 0, 0);
            case ECG ->
                new TrainingOptions(
                        adam, 2e-3, 0.9, 1e-2, cosine, 0, 1, 12, 64, 0, 5, 0, 1, 0, 0.3, 1, own, 0, 0, 0, 0);
            case COMPACT ->
                new TrainingOptions(sgd, 0.03, 0.9, 5e-3, cosine, 0, 1, 0, 16, 0, 5, 0, 1, 0.05, 0, 1, own, 0, 0, 0, 0);
            case MOBILENET ->
                new TrainingOptions(sgd, 0.05, 0.9, 5e-3, cosine, 0, 1, 0, 16, 0, 5, 0, 1, 0.05, 0, 1, own, 0, 0, 0, 0);
            case TABULAR ->
                new TrainingOptions(adam, 5e-3, 0.9, 1e-2, cosine, 0, 4, 0, 16, 0, 5, 0, 0, 0, 0.1, 0, own, 0, 0, 0, 0);
        };
    }
}
