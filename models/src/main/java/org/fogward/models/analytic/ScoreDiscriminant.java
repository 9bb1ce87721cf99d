package org.fogward.models.analytic;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Makes logits of a head's scores: the scores of a class are taken to be normal around its mean, all classes alike (Fisher's linear
 * discriminant). Least squares find the directions; where they draw the line between classes is not the best place, and a
 * score says nothing about how sure it is.
 */
final class ScoreDiscriminant {

    /** Scores add up to one, so one direction has no variance. */
    private static final double FLOOR = 1e-3;

    /** How little scores vary within classes at least, beside what lies between these: less is rounding. */
    private static final double SHARPEST = 1e-3;

    private static final double RAREST = 1e-9;

    private final double[][] precision;

    private ScoreDiscriminant(double[][] precision) {
        this.precision = precision;
    }

    /**
     * A discriminant of a head's scores on examples.
     *
     * @throws IllegalArgumentException where no examples vary so
     */
    static ScoreDiscriminant of(LinearHead head, Moments examples) {
        double between = between(head, examples);
        RealMatrix covariance =
                new Array2DRowRealMatrix(between > 0 ? head.covariance(examples.within()) : identity(head), false);
        double floor = FLOOR * Math.max(covariance.getTrace(), SHARPEST * between);
        for (int i = 0; i < examples.classes(); i++) {
            covariance.addToEntry(i, i, floor + Double.MIN_NORMAL);
        }
        try {
            return new ScoreDiscriminant(new CholeskyDecomposition(covariance, Double.POSITIVE_INFINITY, 0)
                    .getSolver()
                    .getInverse()
                    .getData());
        } catch (NonPositiveDefiniteMatrixException e) {
            throw new IllegalArgumentException("statistics: no examples vary so within their classes", e);
        }
    }

    /** How far the mean scores of classes that there are lie apart; 0 where the head tells no classes apart. */
    private static double between(LinearHead head, Moments examples) {
        double[] first = head.scores(examples.means()[mostFrequent(examples.counts())]);
        double between = 0;
        for (int label = 0; label < examples.classes(); label++) {
            if (examples.counts()[label] > 0) {
                double[] apart = minus(head.scores(examples.means()[label]), first);
                between += LinearHead.dot(apart, apart);
            }
        }
        return between;
    }

    private static double[][] identity(LinearHead head) {
        return MatrixUtils.createRealIdentityMatrix(head.biases().length).getData();
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
        double[][] means = means(head, examples);
        double[] middle = middle(means, shares);
        double[][] weights = new double[classes][dimensions];
        double[] biases = new double[classes];
        for (int label = 0; label < classes; label++) {
            double[] apart = minus(means[label], middle);
            for (int i = 0; i < classes; i++) {
                double factor = LinearHead.dot(precision[i], apart) / temper;
                biases[label] += factor * (head.biases()[i] - middle[i] - apart[i] / 2);
                for (int d = 0; d < dimensions; d++) {
                    weights[label][d] += factor * head.weights()[i][d];
                }
            }
            biases[label] += StrictMath.log(Math.max(shares[label], RAREST));
        }
        return new LinearHead(weights, biases);
    }

    /** The mean scores of each class. One that nobody has is taken to be like the most frequent one, only rarer: so it never wins. */
    private static double[][] means(LinearHead head, Moments examples) {
        double[][] means = new double[examples.classes()][];
        for (int label = 0; label < means.length; label++) {
            int like = examples.counts()[label] > 0 ? label : mostFrequent(examples.counts());
            means[label] = head.scores(examples.means()[like]);
        }
        return means;
    }

    /** The mean of all, to measure from: what logits have in common says nothing. Exactly theirs where all classes have the same one. */
    private static double[] middle(double[][] means, double[] shares) {
        double[] middle = means[0].clone();
        for (int label = 1; label < shares.length; label++) {
            double[] apart = minus(means[label], means[0]);
            for (int i = 0; i < middle.length; i++) {
                middle[i] += shares[label] * apart[i];
            }
        }
        return middle;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static int mostFrequent(double[] counts) {
        int most = 0;
        for (int label = 1; label < counts.length; label++) {
            most = counts[label] > counts[most] ? label : most;
        }
        return most;
    }
}
