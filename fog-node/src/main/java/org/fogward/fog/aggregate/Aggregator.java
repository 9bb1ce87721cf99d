package org.fogward.fog.aggregate;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.RelativeStatistics;
import org.fogward.models.parameter.Segment;

/**
 * Makes the next global model: rule, then server optimiser, for what is learnt by gradient; for running statistics, which come as
 * {@link RelativeStatistics}, always the mean weighted by samples, whatever the rule, because a momentum of measurements measures nothing. The same updates give the same
 * bits, in whatever order they are handed in. Stateless and thread-safe.
 */
public final class Aggregator {

    private final AggregationRule rule;
    private final ServerOptimizer optimizer;
    private final ParameterLayout layout;

    /**
     * An aggregator for one model.
     *
     * @param layout says which parameters are running statistics
     */
    public Aggregator(AggregationRule rule, ServerOptimizer optimizer, ParameterLayout layout) {
        this.rule = rule;
        this.optimizer = optimizer;
        this.layout = layout;
    }

    /** What the optimiser remembers before the first round. */
    public ServerState initialState() {
        return optimizer.initialState(layout.parameters());
    }

    /**
     * Combines a round.
     *
     * @param model the parameters that the updates started from; not changed
     * @param before the optimiser's state; not changed
     * @param contributions at least one, each gateway once
     * @throws IOException if an update cannot be read
     */
    public Outcome combine(float[] model, ServerState before, List<Contribution> contributions) throws IOException {
        List<Contribution> ordered = contributions.stream()
                .sorted(Comparator.comparing(Contribution::gateway))
                .toList();
        double[] delta = new double[model.length];
        rule.combine(ordered, delta);
        averageStatistics(ordered, delta);
        ServerState state = before.copy();
        for (Segment learnt : layout.segments(kind -> !kind.isStatistic())) {
            optimizer.step(delta, state, learnt);
        }
        return new Outcome(apply(model, delta), state);
    }

    private void averageStatistics(List<Contribution> ordered, double[] delta) throws IOException {
        List<Segment> statistics = layout.segments(ParameterKind::isStatistic);
        if (statistics.isEmpty() || rule instanceof FedAvg) {
            return;
        }
        double[] mean = new double[delta.length];
        new FedAvg().combine(ordered, mean);
        for (Segment statistic : statistics) {
            System.arraycopy(mean, statistic.offset(), delta, statistic.offset(), statistic.length());
        }
    }

    private float[] apply(float[] model, double[] step) {
        float[] statistics = new float[model.length];
        List<Segment> measured = layout.segments(ParameterKind::isStatistic);
        for (Segment segment : measured) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                statistics[i] = (float) step[i];
            }
        }
        RelativeStatistics.of(layout).toAbsolute(model, statistics);
        float[] next = new float[model.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = (float) (model[i] + step[i]);
        }
        for (Segment segment : measured) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                next[i] = model[i] + statistics[i];
            }
        }
        return next;
    }

    /**
     * What a round makes.
     *
     * @param parameters of the new global model
     * @param state what the optimiser remembers for the next round
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Outcome(float[] parameters, ServerState state) {}
}
