package org.fogward.edge.store;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;

/**
 * What the samples of a gateway look like: whatever a device hands in has to fit it.
 *
 * @param modality the kind of measurement; images come to the images door, everything else to the signals door
 * @param shape how the values of a sample are laid out
 * @param features names of the further numbers that come with a sample, in order
 * @param classes names of the classes, in the order of their indices; at least one
 */
public record SampleProfile(Modality modality, SampleShape shape, List<String> features, List<String> classes) {
    /** Most features, and most classes. */
    public static final int MAX_NAMES = 1024;

    private static final int MAX_NAME_LENGTH = 100;
    private static final Pattern FEATURE_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern TAKEN_FEATURE = Pattern.compile("label|group|c[0-9]+");

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException naming the component
     */
    public SampleProfile {
        features = List.copyOf(features);
        classes = List.copyOf(classes);
        requireNames("features", features);
        requireNames("classes", classes);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("classes: at least one class is needed");
        }
        if (modality == Modality.IMAGE && shape.channels() != 1 && shape.channels() != 3) {
            throw new IllegalArgumentException("shape: images have 1 or 3 channels");
        }
        for (String feature : features) {
            if (!FEATURE_FORM.matcher(feature).matches()
                    || TAKEN_FEATURE.matcher(feature).matches()) {
                throw new IllegalArgumentException("features: '" + feature + "' cannot be the name of a SenML record");
            }
        }
    }

    /** Whether samples are images. */
    public boolean isImage() {
        return modality == Modality.IMAGE;
    }

    /** One line of text that is the same for the same profile. */
    public String fingerprint() {
        return modality.text() + "|" + shape + "|" + features + "|" + classes;
    }

    private static void requireNames(String component, List<String> names) {
        if (names.size() > MAX_NAMES) {
            throw new IllegalArgumentException(component + ": more than " + MAX_NAMES);
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(component + ": a name stands there twice");
        }
        for (String name : names) {
            if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
                throw new IllegalArgumentException(component + ": names have 1 to " + MAX_NAME_LENGTH + " characters");
            }
        }
    }
}
