package org.fogward.models;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fogward.models.data.SampleShape;
import org.fogward.models.spec.Head;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what a new model is. */
final class SpecOptions {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,8})x(\\d{1,8})x(\\d{1,8})");

    @Option(
            names = "--family",
            required = true,
            paramLabel = "FAMILY",
            description = "motion, ecg, compact, mobilenet or tabular.")
    private ModelFamily family;

    @Option(
            names = "--classes",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description = "Names of the classes, with commas between them.")
    private List<String> classes;

    @Option(
            names = "--input",
            paramLabel = "HxWxC",
            description =
                    "Height, width (or time steps) and channels; the family's usual input where absent. Needed for"
                            + " tabular: 1x1xCOLUMNS.")
    private Optional<String> input;

    @Option(
            names = "--features",
            paramLabel = "NUMBER",
            description = "Numbers beside the input; 2 for ecg where absent, otherwise 0.")
    private Optional<Integer> features;

    @Option(
            names = "--width",
            paramLabel = "FACTOR",
            description = "Multiplies the layers' channels; 0.35 for mobilenet where absent, otherwise 1.")
    private Optional<Double> width;

    @Option(
            names = "--hidden",
            split = ",",
            paramLabel = "NUMBER",
            description = "Hidden channels of each block of a pruned mobilenet, with commas between them.")
    private List<Integer> hidden = List.of();

    @Option(
            names = "--head",
            paramLabel = "HEAD",
            description = "What the classifier looks at: last, or levels (images only); last where absent.")
    private Head head = Head.LAST;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The model that the options ask for. */
    ModelSpec spec() {
        try {
            return new ModelSpec(
                    family,
                    input.isPresent() ? shape(input.get()) : usualInput(),
                    features.orElse(family == ModelFamily.ECG ? 2 : 0),
                    width.orElse(family == ModelFamily.MOBILENET ? 0.35 : 1.0),
                    classes,
                    head,
                    hidden);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private SampleShape shape(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--input: '" + text + "' is not of the form HxWxC");
        }
        return new SampleShape(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    private SampleShape usualInput() {
        return switch (family) {
            case MOTION -> new SampleShape(1, 128, 9);
            case ECG -> new SampleShape(1, 180, 1);
            case COMPACT -> new SampleShape(64, 64, 1);
            case MOBILENET -> new SampleShape(96, 96, 1);
            case TABULAR -> throw new IllegalArgumentException("--input: a tabular model needs it, as 1x1xCOLUMNS");
        };
    }
}
