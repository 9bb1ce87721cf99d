package org.fogward.models.analytic;

import org.fogward.models.architecture.Architecture;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;

/**
 * A head that was solved for.
 *
 * @param model the network with this head; the rest of it is as it was
 * @param ridge that was chosen
 * @param temper by how much scores were found to be too sure of themselves
 */
public record AnalyticHead(ModelParameters model, double ridge, double temper) {

    /**
     * Solves for the head. The same statistics give the same bits on every machine.
     *
     * @param task what was added up
     * @param base whose features they are
     * @param statistics of all participants together
     * @param byAll whether the head is fitted to the examples that the ridge was chosen by, too
     * @param seed of the projection
     * @throws IllegalArgumentException where the statistics are of no examples, or are such that nothing can be solved
     */
    public static AnalyticHead solve(
            AnalyticTask task, ModelParameters base, HeadStatistics statistics, boolean byAll, long seed) {
        HeadSolver.Solution solution = new HeadSolver(task.analytic()).solve(statistics, byAll);
        Projection projection = HeadFeatures.projection(task, seed);
        float[] parameters = base.values().clone();
        for (Segment segment : ParameterLayout.of(base.spec()).segments()) {
            if (segment.layer().equals(Architecture.OUTPUT)) {
                write(solution.head(), projection, segment, parameters);
            }
        }
        return new AnalyticHead(new ModelParameters(base.spec(), parameters), solution.ridge(), solution.temper());
    }

    private static void write(LinearHead head, Projection projection, Segment segment, float[] parameters) {
        int classes = head.biases().length;
        int each = segment.length() / classes;
        for (int label = 0; label < classes; label++) {
            double[] values = segment.kind() == ParameterKind.BIAS
                    ? new double[] {head.biases()[label]}
                    : projection.unproject(head.weights()[label]);
            for (int i = 0; i < each; i++) {
                parameters[segment.offset() + label * each + i] = (float) values[i];
            }
        }
    }
}
