package org.fogward.models.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.SampleShape;

/**
 * What a model is, apart from its parameters. All participants of a federation hold the same; the same specification
 * always means the same number of parameters in the same order.
 *
 * @param family the architecture
 * @param input the shape of what the network takes, after preparation: for images that is the resized image
 * @param features further numbers that the network takes beside the input
 * @param width multiplier of the layers' channel counts, {@value #MIN_WIDTH} to {@value #MAX_WIDTH}
 * @param classes names of the classes, 2 to {@value #MAX_CLASSES}, distinct, in the order of the network's outputs
 * @param head what the classifier looks at; {@code levels} for images only. JSON may leave {@code last} out
 * @param hidden hidden channels of each block of a pruned {@code mobilenet}, in order: positive multiples of 8, no more
 *     than the unpruned block has. Empty for everything else; naming the unpruned numbers means the same as naming none.
 *     JSON has the field where it is not empty
 */
public record ModelSpec(
        ModelFamily family,
        SampleShape input,
        int features,
        double width,
        List<String> classes,
        Head head,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> hidden) {

    /** The narrowest network. */
    public static final double MIN_WIDTH = 0.1;
    /** The widest network. */
    public static final double MAX_WIDTH = 2.0;
    /** The most classes that a model tells apart. */
    public static final int MAX_CLASSES = 1_000;

    private static final int MAX_FEATURES = 1_024;
    private static final int MAX_CLASS_NAME = 100;

    /**
     * Checks that such a network can be built.
     *
     * @throws IllegalArgumentException naming the component
     */
    public ModelSpec {
        InputRules.check(family, input);
        if (features < 0 || features > MAX_FEATURES) {
            throw new IllegalArgumentException("features: " + features + " is not between 0 and " + MAX_FEATURES);
        }
        if (!(width >= MIN_WIDTH && width <= MAX_WIDTH)) {
            throw new IllegalArgumentException(
                    "width: " + width + " is not between " + MIN_WIDTH + " and " + MAX_WIDTH);
        }
        if (classes.size() < 2 || classes.size() > MAX_CLASSES) {
            throw new IllegalArgumentException("classes: " + classes.size() + " is not between 2 and " + MAX_CLASSES);
        }
        classes = List.copyOf(classes);
        if (Set.copyOf(classes).size() < classes.size()) {
            throw new IllegalArgumentException("classes: a name appears twice");
        }
        if (classes.stream().anyMatch(name -> name.isBlank() || name.length() > MAX_CLASS_NAME)) {
            throw new IllegalArgumentException("classes: a name is empty or longer than " + MAX_CLASS_NAME);
        }
        if (head == Head.LEVELS && family != ModelFamily.MOBILENET && family != ModelFamily.COMPACT) {
            throw new IllegalArgumentException("head: " + family.text() + " has no levels; only images have");
        }
        hidden = HiddenRules.normalized(family, width, hidden);
    }

    /**
     * A model from which nothing is pruned, whose classifier looks at the last layer.
     *
     * @throws IllegalArgumentException naming the component that is out of range
     */
    public ModelSpec(ModelFamily family, SampleShape input, int features, double width, List<String> classes) {
        this(family, input, features, width, classes, Head.LAST, List.of());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ModelSpec of(SpecFields fields) {
        return fields.toSpec();
    }

    /**
     * Chooses a model for a data set.
     *
     * @param dataset gives the input, the features and the classes
     * @param choice {@code auto}, {@code wearable}, {@code compact} (images at 64 pixels) or {@code mobilenet} (images
     *     at 96 pixels, width 0.35)
     * @throws IllegalArgumentException where the choice is unknown or does not suit the data set
     */
    public static ModelSpec forDataset(Dataset dataset, String choice) {
        return ModelChoice.parse(choice).specFor(dataset);
    }

    /** The blocks of a {@code mobilenet} with the hidden channels that it has; none for other families. */
    public List<InvertedResidual> blocks() {
        if (family != ModelFamily.MOBILENET) {
            return List.of();
        }
        List<InvertedResidual> blocks = InvertedResidual.unpruned(width);
        return IntStream.range(0, blocks.size())
                .mapToObj(i -> hidden.isEmpty() ? blocks.get(i) : blocks.get(i).withHidden(hidden.get(i)))
                .toList();
    }

    /**
     * The same model with another head.
     *
     * @throws IllegalArgumentException where the family has no such head
     */
    public ModelSpec withHead(Head other) {
        return new ModelSpec(family, input, features, width, classes, other, hidden);
    }

    /**
     * The same model with other hidden channels.
     *
     * @param channels one number for each block, or none for the unpruned model
     * @throws IllegalArgumentException naming the number that is out of range
     */
    public ModelSpec withHidden(List<Integer> channels) {
        return new ModelSpec(family, input, features, width, classes, head, channels);
    }

    /**
     * Reads a specification from JSON.
     *
     * @throws IllegalArgumentException naming the field that is missing, unknown or out of range
     */
    public static ModelSpec fromJson(String json) {
        return SpecJson.read(json);
    }

    /** The specification as JSON: the same text for the same specification, on every machine. */
    public String toJson() {
        return SpecJson.write(this);
    }
}
