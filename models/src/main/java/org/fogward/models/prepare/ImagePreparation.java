package org.fogward.models.prepare;

import java.util.ArrayList;
import java.util.List;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;
import org.fogward.models.spec.ModelSpec;

/** Resizes images to the model's input and gives each mean 0 and variance 1, so that exposure does not matter. */
record ImagePreparation(ModelSpec spec) implements Preprocessor {

    /** In grey levels: an image without contrast stays near 0. */
    private static final double SMALLEST_DEVIATION = 1;

    @Override
    public List<Example> prepare(List<Sample> samples) {
        SampleRules.checkLabelsAndFeatures(spec, samples);
        List<Example> examples = new ArrayList<>(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            float[] resized = ImageResizing.resize(sample.values(), sourceShape(i, sample), spec.input());
            standardize(resized);
            examples.add(new Example(resized, sample.features(), sample.label()));
        }
        return examples;
    }

    /** A sample does not say its shape, but its proportions are those of the input. */
    private SampleShape sourceShape(int index, Sample sample) {
        SampleShape input = spec.input();
        double scale = Math.sqrt((double) sample.values().length / input.values());
        int height = (int) Math.rint(input.height() * scale);
        int width = (int) Math.rint(input.width() * scale);
        if (height < 1 || width < 1 || (long) height * width * input.channels() != sample.values().length) {
            throw SampleRules.misfit(
                    index,
                    "values",
                    sample.values().length + " are no image of the proportions and channels of " + input);
        }
        return new SampleShape(height, width, input.channels());
    }

    private static void standardize(float[] pixels) {
        double sum = 0;
        double squares = 0;
        for (float pixel : pixels) {
            sum += pixel;
            squares += (double) pixel * pixel;
        }
        double mean = sum / pixels.length;
        double variance = Math.max(0, squares / pixels.length - mean * mean);
        double factor = 1 / Math.max(SMALLEST_DEVIATION, Math.sqrt(variance));
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) ((pixels[i] - mean) * factor);
        }
    }
}
