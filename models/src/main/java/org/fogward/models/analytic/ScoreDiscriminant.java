package org.fogward.models.analytic;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * Makes logits of a head's scores: the scores of a class are taken to be normal around its mean, all classes alike (Fisher's linear
 * discriminant). Least squares find the directions; where they draw the line between classes is not the best place, and a
 * score says nothing about how sure it is.
 */
final class ScoreDiscriminant {

    /** Scores add up to one, so one direction has no variance. */
    private static final double FLOOR = 1e-3;

    private static final double RAREST = 1e-9;

    private final double[][] precision;

    private ScoreDiscriminant(double[][] precision) {
        this.precision = precision;
    }

    /** A discriminant of a head's scores on examples. */
    static ScoreDiscriminant of(LinearHead head, Moments examples) {
        double[][] covariance = head.covariance(examples.within());
        double trace = 0;
        for (int i = 0; i < covariance.length; i++) {
            trace += covariance[i][i];
        }
        for (int i = 0; i < covariance.length; i++) {
            covariance[i][i] += FLOOR * trace + Double.MIN_NORMAL;
        }
        return new ScoreDiscriminant(new LUDecomposition(new Array2DRowRealMatrix(covariance, false), 0)
                .getSolver()
                .getInverse()
                .getData());
    }

    /**
     * How much surer this discriminant is than it ought to be: the mean squared distance of other examples' scores from their class's
     * mean, in its own measure, over what it expects.
     */
    double overconfidence(LinearHead head, Moments others) {
        double[][] spread = head.covariance(others.within());
        double distance = 0;
        for (int i = 0; i < spread.length; i++) {
            distance += LinearHead.dot(precision[i], spread[i]);
        }
        return distance / (spread.length - 1);
    }

    /**
     * The head that gives logits.
     *
     * @param shares how frequent each class is taken to be; one of none never wins
     * @param temper what the distances are divided by
     */
    LinearHead logits(LinearHead head, Moments examples, double[] shares, double temper) {
        int classes = shares.length;
        int dimensions = head.weights()[0].length;
        double[][] weights = new double[classes][dimensions];
        double[] biases = new double[classes];
        for (int label = 0; label < classes; label++) {
            double[] mean = head.scores(examples.means()[label]);
            double[] factors = new double[classes];
            for (int i = 0; i < classes; i++) {
                factors[i] = LinearHead.dot(precision[i], mean) / temper;
            }
            for (int i = 0; i < classes; i++) {
                biases[label] += factors[i] * (head.biases()[i] - mean[i] / 2);
                for (int d = 0; d < dimensions; d++) {
                    weights[label][d] += factors[i] * head.weights()[i][d];
                }
            }
            biases[label] += StrictMath.log(Math.max(shares[label], RAREST));
        }
        return new LinearHead(weights, biases);
    }
}
