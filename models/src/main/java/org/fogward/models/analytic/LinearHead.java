package org.fogward.models.analytic;

/**
 * Scores that are linear in the features.
 *
 * @param weights class by class, a number for each feature
 * @param biases a number for each class
 */
@SuppressWarnings("ArrayRecordComponent")
record LinearHead(double[][] weights, double[] biases) {

    /** The score of a class. */
    double score(int label, double[] features) {
        return biases[label] + dot(weights[label], features);
    }

    /** The scores of all classes. */
    double[] scores(double[] features) {
        double[] scores = new double[biases.length];
        for (int label = 0; label < scores.length; label++) {
            scores[label] = score(label, features);
        }
        return scores;
    }

    /** The covariance of two classes' scores, given that of the features. */
    double[][] covariance(double[][] ofFeatures) {
        int classes = biases.length;
        double[][] covariance = new double[classes][classes];
        for (int first = 0; first < classes; first++) {
            double[] product = new double[ofFeatures.length];
            for (int i = 0; i < product.length; i++) {
                product[i] = dot(ofFeatures[i], weights[first]);
            }
            for (int second = 0; second < classes; second++) {
                covariance[first][second] = dot(product, weights[second]);
            }
        }
        return covariance;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
