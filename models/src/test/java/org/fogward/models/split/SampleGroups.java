package org.fogward.models.split;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Modality;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;

/** Data sets of which only groups, sources and labels matter. */
final class SampleGroups {

    private SampleGroups() {}

    /** Groups of 1 to 9 samples, each mostly of one class, in up to that many sources. */
    static Dataset random(int groups, int sources, int classes, SplittableRandom random) {
        List<Sample> samples = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            int usual = group % classes;
            String source = "source-" + random.nextInt(sources);
            int size = random.nextInt(1, 10);
            for (int i = 0; i < size; i++) {
                int label = random.nextInt(4) == 0 ? random.nextInt(classes) : usual;
                samples.add(sample(label, "group-" + group, source));
            }
        }
        return of(classes, samples);
    }

    static Dataset of(int classes, List<Sample> samples) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            names.add("class-" + i);
        }
        return new Dataset("test", Modality.TABULAR, new SampleShape(1, 1, 1), List.of(), names, samples);
    }

    static Sample sample(int label, String group, String source) {
        return new Sample(new float[1], new float[0], label, group, source);
    }
}
