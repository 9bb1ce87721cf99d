package org.fogward.models.network;

import java.io.Serial;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Cross-entropy of a softmax where a row of labels is the wanted probabilities times the example's weight. The library's
 * own takes a row to sum to 1, and its masks scale the logits as well as the loss.
 */
final class WeightedCrossEntropy implements ILossFunction {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public double computeScore(
            INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
        double sum = 0;
        for (double loss : losses(labels, logits)) {
            sum += loss;
        }
        return average ? sum / labels.size(0) : sum;
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
        return Nd4j.createFromArray(losses(labels, logits))
                .castTo(logits.dataType())
                .reshape(logits.size(0), 1);
    }

    @Override
    public INDArray computeGradient(INDArray labels, INDArray logits, IActivation activation, INDArray mask) {
        float[] wanted = values(labels);
        float[] gradient = values(logits);
        int classes = (int) logits.size(1);
        for (int row = 0; row < gradient.length; row += classes) {
            Softmax.apply(gradient, row, classes);
            float mass = 0;
            for (int i = row; i < row + classes; i++) {
                mass += wanted[i];
            }
            for (int i = row; i < row + classes; i++) {
                gradient[i] = mass * gradient[i] - wanted[i];
            }
        }
        INDArray result = logits.ulike();
        NativeFloats.write(gradient, result);
        return result;
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray logits, IActivation activation, INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, logits, activation, mask, average),
                computeGradient(labels, logits, activation, mask));
    }

    private static double[] losses(INDArray labels, INDArray logits) {
        float[] wanted = values(labels);
        float[] given = values(logits);
        int classes = (int) logits.size(1);
        double[] losses = new double[(int) logits.size(0)];
        for (int row = 0; row < losses.length; row++) {
            double normalizer = Softmax.logarithmOfSum(given, row * classes, classes);
            for (int i = row * classes; i < (row + 1) * classes; i++) {
                losses[row] += wanted[i] * (normalizer - given[i]);
            }
        }
        return losses;
    }

    private static float[] values(INDArray array) {
        // A layer may hand its logits over column by column.
        INDArray rows = array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
        float[] values = new float[(int) rows.length()];
        NativeFloats.read(rows, values);
        return values;
    }

    @Override
    public String name() {
        return "WeightedCrossEntropy";
    }
}
