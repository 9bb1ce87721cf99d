package org.fogward.models.spec;

import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;
import org.fogward.models.split.Split;
import org.fogward.models.start.Start;

/** Specifications as JSON, and the words for families, heads, modalities, starts and splits. */
public final class ModelSpecFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        ModelSpec mobilenet = new ModelSpec(
                ModelFamily.MOBILENET,
                new SampleShape(32, 32, 3),
                0,
                0.35,
                List.of("clear", "shaded"),
                Head.LEVELS,
                List.of());
        return Texts.seeds(
                mobilenet.toJson(),
                new ModelSpec(ModelFamily.ECG, new SampleShape(1, 48, 1), 2, 0.5, List.of("N", "S", "V")).toJson(),
                mobilenet
                        .withHidden(mobilenet.blocks().stream()
                                .map(block -> block.hidden())
                                .toList())
                        .toJson()
                        .replace("}", ",\"hidden\":[16,48]}"),
                "dirichlet:0.5",
                "compact",
                "levels",
                "generated",
                "motion");
    }

    @Override
    public void run(byte[] input) {
        String text = Texts.of(input);
        try {
            ModelSpec spec = ModelSpec.fromJson(text);
            Promise.same(ModelSpec.fromJson(spec.toJson()), spec);
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
        word(() -> Head.parse(text));
        word(() -> ModelFamily.parse(text));
        word(() -> ModelChoice.parse(text));
        word(() -> Modality.parse(text));
        word(() -> Start.parse(text));
        word(() -> Split.parse(text));
    }

    private static void word(Runnable parsing) {
        try {
            parsing.run();
        } catch (IllegalArgumentException e) {
            Promise.that(e.getMessage() != null && !e.getMessage().isBlank(), "explains nothing");
        }
    }
}
