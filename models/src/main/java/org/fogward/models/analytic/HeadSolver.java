package org.fogward.models.analytic;

import java.util.Optional;

/** Finds the head that added-up statistics ask for. Stateless. */
final class HeadSolver {

    /** What is usual where nothing was kept apart to measure it. */
    private static final double USUAL_TEMPER = 2;

    private final AnalyticOptions options;

    HeadSolver(AnalyticOptions options) {
        this.options = options;
    }

    /** A head, and how it was found. */
    record Solution(LinearHead head, double ridge, double temper) {}

    /**
     * Solves: the ridge by the validation sums, the head by the fit's or by all of them.
     *
     * @throws IllegalArgumentException where the statistics are of no examples
     */
    Solution solve(HeadStatistics statistics, boolean byAll) {
        HeadSums sums = byAll || statistics.fit().examples() == 0 ? statistics.all() : statistics.fit();
        if (sums.examples() == 0) {
            throw new IllegalArgumentException("statistics: of no examples");
        }
        Choice choice = choose(statistics);
        Moments moments = Moments.of(sums);
        LinearHead head = new RidgeRegression(moments, options.classBalance()).solve(choice.ridge());
        LinearHead logits = ScoreDiscriminant.of(head, moments)
                .logits(head, moments, moments.shares(options.classBalance()), choice.temper());
        return new Solution(logits, choice.ridge(), choice.temper());
    }

    private record Choice(double ridge, double temper) {}

    private Choice choose(HeadStatistics statistics) {
        double middle = options.ridges().get(options.ridges().size() / 2);
        if (statistics.fit().examples() == 0 || statistics.validation().examples() == 0) {
            return new Choice(middle, USUAL_TEMPER);
        }
        Moments fit = Moments.of(statistics.fit());
        Moments validation = Moments.of(statistics.validation());
        RidgeRegression regression = new RidgeRegression(fit, options.classBalance());
        double least = Double.POSITIVE_INFINITY;
        double best = middle;
        Optional<LinearHead> bestHead = Optional.empty();
        for (double ridge : options.ridges()) {
            Optional<LinearHead> head = regression.trySolve(ridge);
            double error = head.map(some -> regression.error(some, validation)).orElse(Double.POSITIVE_INFINITY);
            if (error < least) {
                least = error;
                best = ridge;
                bestHead = head;
            }
        }
        if (bestHead.isEmpty()) {
            throw new IllegalArgumentException("statistics: no ridge of " + options.ridges() + " is enough for them");
        }
        double temper = ScoreDiscriminant.of(bestHead.get(), fit).overconfidence(bestHead.get(), validation);
        return new Choice(best, Math.max(1, temper));
    }
}
