package org.fogward.models.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes {@link GeneratedData#wearable}. Not thread-safe. */
final class WearableGenerator {

    private static final SampleShape SHAPE = new SampleShape(1, 128, 9);

    private final SplittableRandom random;

    WearableGenerator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Dataset generate(int subjects, int windows) {
        List<Sample> samples = new ArrayList<>();
        for (int subject = 1; subject <= subjects; subject++) {
            // A generator of its own keeps a subject the same, however many windows the others give.
            SplittableRandom own = random.split();
            Wearer wearer = Wearer.draw(own);
            String name = "subject-" + subject;
            for (Movement movement : shuffledMovements(windows, own)) {
                float[] values = new MovementWindow(SHAPE, movement, wearer, own).values();
                samples.add(new Sample(values, new float[0], movement.ordinal(), name, name));
            }
        }
        List<String> classes = Arrays.stream(Movement.values())
                .map(movement -> movement.name().toLowerCase(Locale.ROOT))
                .toList();
        return new Dataset("generated-wearable", Modality.MOTION, SHAPE, List.of(), classes, samples);
    }

    private static List<Movement> shuffledMovements(int windows, SplittableRandom random) {
        List<Movement> movements = new ArrayList<>();
        int first = random.nextInt(Movement.values().length);
        for (int i = 0; i < windows; i++) {
            movements.add(Movement.values()[(first + i) % Movement.values().length]);
        }
        Collections.shuffle(movements, random);
        return movements;
    }
}
