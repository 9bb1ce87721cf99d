package org.fogward.models.analytic;

import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Least squares from features to classes, one number for each class that is 1 for the right one and 0 for others, with weights held
 * down (Hoerl and Kennard, 1970). From sums alone, so that it is the same however examples are spread over participants (federated
 * recursive ridge regression: Fanì et al., "Accelerating heterogeneous federated learning with closed-form classifiers", ICML 2024; analytic federated learning: He et al., CVPR 2025). Examples
 * are weighted by class; variation within classes is taken to be the same in all of them, so that no class needs products of its
 * own.
 */
final class RidgeRegression {

    private final Moments moments;
    private final double[] shares;
    private final double[] mean;
    private final double[][] covariance;

    RidgeRegression(Moments moments, double balance) {
        this.moments = moments;
        this.shares = moments.shares(balance);
        int dimensions = moments.within().length;
        this.mean = new double[dimensions];
        for (int label = 0; label < moments.classes(); label++) {
            for (int i = 0; i < dimensions; i++) {
                mean[i] += shares[label] * moments.means()[label][i];
            }
        }
        this.covariance = new double[dimensions][];
        for (int row = 0; row < dimensions; row++) {
            covariance[row] = moments.within()[row].clone();
            for (int label = 0; label < moments.classes(); label++) {
                double[] means = moments.means()[label];
                double factor = shares[label] * (means[row] - mean[row]);
                for (int column = 0; column < dimensions; column++) {
                    covariance[row][column] += factor * (means[column] - mean[column]);
                }
            }
        }
    }

    /**
     * Solves.
     *
     * @param ridge relative to the features' mean variance, above 0
     * @throws IllegalArgumentException where the ridge is too small beside what doubles round
     */
    LinearHead solve(double ridge) {
        return trySolve(ridge)
                .orElseThrow(() -> new IllegalArgumentException("ridge: " + ridge + " is not enough for these sums"));
    }

    /** Solves; empty where the ridge is too small beside what doubles round. */
    Optional<LinearHead> trySolve(double ridge) {
        try {
            return Optional.of(held(ridge));
        } catch (NonPositiveDefiniteMatrixException e) {
            return Optional.empty();
        }
    }

    private LinearHead held(double ridge) {
        int dimensions = mean.length;
        double trace = 0;
        for (int i = 0; i < dimensions; i++) {
            trace += covariance[i][i];
        }
        // Where no feature varies there is nothing to hold down, but something to divide by.
        double held = ridge * Math.max(trace / dimensions, 1.0 / HeadSums.GRID / HeadSums.GRID);
        RealMatrix system = new Array2DRowRealMatrix(covariance, true);
        for (int i = 0; i < dimensions; i++) {
            system.addToEntry(i, i, held);
        }
        RealMatrix weights = new CholeskyDecomposition(system, Double.POSITIVE_INFINITY, 0)
                .getSolver()
                .solve(new Array2DRowRealMatrix(wanted(), false));
        double[][] byClass = weights.transpose().getData();
        double[] biases = shares.clone();
        for (int label = 0; label < biases.length; label++) {
            biases[label] -= LinearHead.dot(byClass[label], mean);
        }
        return new LinearHead(byClass, biases);
    }

    /** Covariances of features and classes. */
    private double[][] wanted() {
        double[][] wanted = new double[mean.length][shares.length];
        for (int label = 0; label < shares.length; label++) {
            for (int i = 0; i < mean.length; i++) {
                wanted[i][label] = shares[label] * (moments.means()[label][i] - mean[i]);
            }
        }
        return wanted;
    }

    /** The mean squared error of a head on other examples, weighted as these are. */
    double error(LinearHead head, Moments others) {
        double[][] spread = head.covariance(others.within());
        double error = 0;
        for (int label = 0; label < shares.length; label++) {
            error += spread[label][label];
        }
        double total = 0;
        double between = 0;
        for (int label = 0; label < shares.length; label++) {
            double weight = weight(label) * others.counts()[label];
            double[] scores = head.scores(others.means()[label]);
            scores[label] -= 1;
            between += weight * LinearHead.dot(scores, scores);
            total += weight;
        }
        return total > 0 ? error + between / total : error;
    }

    /** What an example of a class weighs. */
    private double weight(int label) {
        return moments.counts()[label] > 0 ? shares[label] / moments.counts()[label] : 0;
    }
}
