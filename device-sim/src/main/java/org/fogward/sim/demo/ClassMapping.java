package org.fogward.sim.demo;

import java.util.ArrayList;
import java.util.List;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Modality;
import org.fogward.models.data.Sample;

/**
 * Another folder's samples with the class indices of the data that a model was trained on: classes are the same where their names
 * are the same, whatever their order.
 *
 * @param samples those of classes that the model knows
 * @param unknown names of the classes that the model does not know; their samples are left out
 */
record ClassMapping(List<Sample> samples, List<String> unknown) {

    /**
     * Maps a data set.
     *
     * @param trained what the model was trained on
     * @param other what it is to be scored on
     * @throws IllegalArgumentException if the model cannot take such samples, or knows none of their classes
     */
    static ClassMapping of(Dataset trained, Dataset other) {
        requireSameKind(trained, other);
        List<Sample> samples = new ArrayList<>();
        for (Sample sample : other.samples()) {
            int label = trained.classes().indexOf(other.classes().get(sample.label()));
            if (label >= 0) {
                samples.add(new Sample(sample.values(), sample.features(), label, sample.group(), sample.source()));
            }
        }
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("--evaluate: no sample of a class that is learnt: " + trained.classes());
        }
        List<String> unknown = other.classes().stream()
                .filter(name -> !trained.classes().contains(name))
                .toList();
        return new ClassMapping(samples, unknown);
    }

    private static void requireSameKind(Dataset trained, Dataset other) {
        boolean fits = trained.modality() == Modality.IMAGE
                ? other.shape().channels() == trained.shape().channels()
                : other.shape().equals(trained.shape());
        if (other.modality() != trained.modality() || !fits || !other.features().equals(trained.features())) {
            throw new IllegalArgumentException("--evaluate: " + other.modality().text() + " " + other.shape()
                    + " where the model learns from " + trained.modality().text() + " " + trained.shape());
        }
    }
}
