package org.fogward.models.train;

import java.util.List;
import java.util.Optional;
import org.fogward.models.data.Sample;
import org.fogward.models.network.Network;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.prepare.Example;
import org.fogward.models.prepare.Preprocessor;

/**
 * A participant's part of a federated round (the client update of McMahan et al., AISTATS 2017). The result follows from
 * the arguments alone; what lies behind a frozen front is kept for the next round. Thread-safe.
 */
public final class LocalTrainer {

    private final NetworkPool networks;
    private final FrontCache fronts = new FrontCache();

    /** Trains on networks of a pool. */
    public LocalTrainer(NetworkPool networks) {
        this.networks = networks;
    }

    /**
     * Trains a model without a teacher.
     *
     * @see #train(TrainingTask, float[], List, TrainingRun, Optional)
     */
    public TrainingResult train(TrainingTask task, float[] start, List<Sample> samples, TrainingRun run) {
        return train(task, start, samples, run, Optional.empty());
    }

    /**
     * Trains a model. Fewer than {@value TrainingOptions#MIN_BATCH} samples teach nothing, and the parameters come back
     * as they were.
     *
     * @param start the parameters to start from; left unchanged
     * @param samples all that the participant trains on
     * @param teacher a model of the same classes to learn from too, as far as the options say
     * @throws IllegalArgumentException where samples, parameters or teacher do not fit the model
     * @throws java.util.concurrent.CancellationException where the thread was interrupted
     * @throws DivergenceException where the training ran away to numbers that are not finite
     */
    public TrainingResult train(
            TrainingTask task,
            float[] start,
            List<Sample> samples,
            TrainingRun run,
            Optional<ModelParameters> teacher) {
        requireFits(task, teacher);
        List<Example> examples = Preprocessor.of(task.model()).prepare(samples);
        if (examples.size() < TrainingOptions.MIN_BATCH) {
            return new TrainingResult(start.clone(), 0, examples.size());
        }
        TrainingOptions options = task.training();
        Teacher taught = teacher.filter(model -> options.distillation() > 0)
                .map(model -> ask(model, task, examples))
                .orElseGet(Teacher::none);
        return networks.with(task.model(), options.frozenBlocks(), network -> {
            LogitAdjustment adjustment = new LogitAdjustment(
                    examples, task.model().classes().size(), options.logitAdjustment(), network.layout());
            BatchMaker batches = new BatchMaker(task, behindFront(options, network, start, examples), taught);
            TrainingResult result =
                    new TrainingLoop(options, run, network, start, adjustment).run(batches, examples.size());
            if (options.normalization() == Normalization.LOCAL) {
                keepStatistics(network.layout(), start, result.parameters());
            }
            return result;
        });
    }

    private static void requireFits(TrainingTask task, Optional<ModelParameters> teacher) {
        boolean fits = teacher.map(model -> model.spec().withHidden(List.of()))
                .map(model -> model.equals(task.model().withHidden(List.of())))
                .orElse(true);
        if (!fits) {
            throw new IllegalArgumentException("teacher: differs from the model in more than hidden channels");
        }
    }

    private Teacher ask(ModelParameters teacher, TrainingTask task, List<Example> examples) {
        TrainingOptions options = task.training();
        return networks.with(teacher.spec(), network -> {
            LogitAdjustment adjustment = new LogitAdjustment(
                    examples, task.model().classes().size(), options.logitAdjustment(), network.layout());
            return Teacher.of(options.distillation(), network, teacher.values(), adjustment, examples);
        });
    }

    private static void keepStatistics(ParameterLayout layout, float[] start, float[] trained) {
        for (Segment statistic : layout.segments(ParameterKind::isStatistic)) {
            System.arraycopy(start, statistic.offset(), trained, statistic.offset(), statistic.length());
        }
    }

    private List<Example> behindFront(TrainingOptions options, Network network, float[] start, List<Example> examples) {
        if (options.frozenBlocks() == 0) {
            return examples;
        }
        network.load(start);
        return fronts.through(network, start, examples);
    }
}
