package org.fogward.models.network;

import java.util.Arrays;
import java.util.List;
import org.fogward.models.unit.Step;
import org.fogward.models.unit.Unit.Mode;

/**
 * A network's steps run one after the other on Java arrays, with nothing around them: for single examples, where everything around
 * them would cost more than they do. Not thread-safe.
 */
final class StepChain {

    private static final float[] NOBODY = {};

    private final List<Step> steps;
    private final int classes;
    private final StepOutputs outputs;
    private float[] gradientIn = {};
    private float[] gradientOut = {};
    private float[] levelGradient = {};

    StepChain(List<Step> steps) {
        this.steps = List.copyOf(steps);
        this.classes = ((Step.Classify) steps.getLast()).classes();
        this.outputs = new StepOutputs(this.steps);
    }

    /** Takes examples through the first steps only, to predict, and gives rows as {@link FrontRows} says. */
    float[] front(int count, float[] parameters, Batch batch) {
        return outputs.pack(count, run(0, count, parameters, batch, Mode.PREDICT), batch);
    }

    /** Class probabilities, row by row. */
    float[] probabilities(float[] parameters, Batch batch) {
        float[] logits = run(0, steps.size(), parameters, batch, Mode.PREDICT);
        float[] probabilities = Arrays.copyOf(logits, batch.size() * classes);
        for (int row = 0; row < batch.size(); row++) {
            Softmax.apply(probabilities, row * classes, classes);
        }
        return probabilities;
    }

    /** Adds up weight x loss over the batch, which begins at a step, and writes its gradient. */
    double gradient(int first, float[] parameters, Batch batch, Mode mode, float[] into) {
        float[] logits = run(first, steps.size(), parameters, batch, mode);
        double loss = 0;
        float[] gradient = grown(true, batch.size() * classes);
        for (int row = 0; row < batch.size(); row++) {
            int at = row * classes;
            double normalizer = Softmax.logarithmOfSum(logits, at, classes);
            System.arraycopy(logits, at, gradient, at, classes);
            Softmax.apply(gradient, at, classes);
            float mass = 0;
            for (int c = at; c < at + classes; c++) {
                loss += batch.weights()[row] * batch.targets()[c] * (normalizer - logits[c]);
                mass += batch.targets()[c];
            }
            for (int c = at; c < at + classes; c++) {
                gradient[c] = batch.weights()[row] * (mass * gradient[c] - batch.targets()[c]);
            }
        }
        for (int step = steps.size() - 1; step >= first; step--) {
            back(step, step > first, parameters, batch, into);
        }
        return loss;
    }

    private float[] run(int first, int end, float[] parameters, Batch batch, Mode mode) {
        float[] in = first > 0 ? outputs.unpack(first, batch) : batch.values();
        for (int i = first; i < end; i++) {
            Step step = steps.get(i);
            int length = batch.size() * StepOutputs.width(step);
            float[] out = outputs.of(i, length);
            switch (step) {
                case Step.Level level -> {
                    level.unit().forward(parameters, in, out, batch.size(), mode);
                    continue;
                }
                case Step.Compute compute -> compute.unit().forward(parameters, in, out, batch.size(), mode);
                case Step.JoinLevels join -> outputs.join(i, join, out, batch.size());
                case Step.Join join -> join(join, in, batch, out);
                case Step.Drop _ -> drop(in, mask(batch, mode, length), out);
                case Step.Classify classify -> classify(classify, parameters, in, out, batch.size());
            }
            in = out;
        }
        return in;
    }

    private void levelBack(int index, Step.Level level, float[] parameters, Batch batch, float[] into) {
        int length = batch.size() * level.unit().inputs();
        levelGradient = levelGradient.length < length ? new float[length] : levelGradient;
        level.unit().backward(parameters, outputs.of(index), levelGradient, into);
        for (int i = 0; i < length; i++) {
            gradientOut[i] += levelGradient[i];
        }
    }

    private void back(int index, boolean passOn, float[] parameters, Batch batch, float[] into) {
        float[] out = gradientOut;
        switch (steps.get(index)) {
            case Step.Compute compute -> {
                float[] in = index == 0
                        ? new float[0]
                        : grown(false, batch.size() * compute.unit().inputs());
                compute.unit().backward(parameters, out, in, into);
            }
            case Step.Level level -> {
                levelBack(index, level, parameters, batch, into);
                return;
            }
            case Step.JoinLevels join -> {
                outputs.split(index, join, out, batch.size());
                int length = batch.size() * outputs.passedOn(index, batch);
                Arrays.fill(grown(false, length), 0, length, 0f);
            }
            case Step.Join join -> {
                float[] in = grown(false, batch.size() * join.before());
                int width = join.before() + join.features();
                for (int row = 0; row < batch.size(); row++) {
                    System.arraycopy(out, row * width, in, row * join.before(), join.before());
                }
            }
            case Step.Drop drop -> {
                float[] in = grown(false, batch.size() * drop.width());
                drop(out, mask(batch, Mode.TRAIN, batch.size() * drop.width()), in);
            }
            case Step.Classify classify -> classifyBack(classify, parameters, index, batch.size(), into);
        }
        float[] kept = gradientOut;
        gradientOut = gradientIn;
        gradientIn = kept;
    }

    private void classifyBack(Step.Classify classify, float[] parameters, int index, int size, float[] into) {
        float[] source = outputs.of(index - 1);
        float[] in = grown(false, size * classify.inputs());
        int biases = classify.at() + classify.inputs() * classes;
        Arrays.fill(in, 0, size * classify.inputs(), 0f);
        Arrays.fill(into, classify.at(), biases + classes, 0f);
        for (int row = 0; row < size; row++) {
            for (int c = 0; c < classes; c++) {
                float gradient = gradientOut[row * classes + c];
                int weights = classify.at() + c * classify.inputs();
                int at = row * classify.inputs();
                into[biases + c] += gradient;
                for (int i = 0; i < classify.inputs(); i++) {
                    into[weights + i] += gradient * source[at + i];
                    in[at + i] += gradient * parameters[weights + i];
                }
            }
        }
    }

    private static void classify(Step.Classify classify, float[] parameters, float[] in, float[] out, int size) {
        int biases = classify.at() + classify.inputs() * classify.classes();
        for (int row = 0; row < size; row++) {
            for (int c = 0; c < classify.classes(); c++) {
                int weights = classify.at() + c * classify.inputs();
                float sum = parameters[biases + c];
                for (int i = 0; i < classify.inputs(); i++) {
                    sum += in[row * classify.inputs() + i] * parameters[weights + i];
                }
                out[row * classify.classes() + c] = sum;
            }
        }
    }

    private static void join(Step.Join join, float[] in, Batch batch, float[] out) {
        int width = join.before() + join.features();
        for (int row = 0; row < batch.size(); row++) {
            System.arraycopy(in, row * join.before(), out, row * width, join.before());
            System.arraycopy(
                    batch.features(), row * join.features(), out, row * width + join.before(), join.features());
        }
    }

    private static float[] mask(Batch batch, Mode mode, int length) {
        return (mode == Mode.PREDICT ? Dropout.NONE : batch.dropout()).mask(length);
    }

    private static void drop(float[] in, float[] mask, float[] out) {
        for (int i = 0; i < mask.length; i++) {
            out[i] = in[i] * mask[i];
        }
    }

    private float[] grown(boolean out, int length) {
        float[] array = out ? gradientOut : gradientIn;
        if (array.length < length) {
            array = new float[length];
        }
        if (out) {
            gradientOut = array;
        } else {
            gradientIn = array;
        }
        return array;
    }
}
