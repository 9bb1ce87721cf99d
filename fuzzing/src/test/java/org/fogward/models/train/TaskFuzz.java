package org.fogward.models.train;

import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;
import org.fogward.models.analytic.AnalyticOptions;
import org.fogward.models.analytic.AnalyticTask;
import org.fogward.models.data.SampleShape;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;

/** The tasks of a round as gateways read them, and the options of a command line. */
public final class TaskFuzz implements FuzzTarget {
    private final ModelSpec spec =
            new ModelSpec(ModelFamily.ECG, new SampleShape(1, 48, 1), 2, 0.5, List.of("N", "S", "V"));
    private final TrainingOptions options = TrainingOptions.defaults(spec);

    @Override
    public List<byte[]> seeds() {
        return Texts.seeds(
                new TrainingTask(spec, options).toJson(),
                new AnalyticTask(spec, AnalyticOptions.DEFAULT).toJson(),
                options.toJson(),
                "{\"epochs\":3,\"learningRate\":0.1}");
    }

    @Override
    public void run(byte[] input) {
        String text = Texts.of(input);
        try {
            TrainingTask task = TrainingTask.fromJson(text);
            Promise.same(TrainingTask.fromJson(task.toJson()), task);
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
        try {
            AnalyticTask task = AnalyticTask.fromJson(text);
            Promise.same(AnalyticTask.fromJson(task.toJson()), task);
            Promise.that(task.numbers() > 0, "numbers: none");
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
        try {
            TrainingOptions read = TrainingOptions.fromJson(text);
            Promise.same(TrainingOptions.fromJson(read.toJson()), read);
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
        try {
            TrainingJson.merge(options, TrainingOptions.class, text, "training");
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
    }
}
