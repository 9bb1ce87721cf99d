package org.fogward.models.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes {@link GeneratedData#chest}. Not thread-safe. */
final class ChestGenerator {

    /** The most images of one patient. */
    static final int MAX_IMAGES = 3;

    private static final int SITES = 5;

    private final SplittableRandom random;
    private final int pixels;

    ChestGenerator(long seed, int pixels) {
        this.random = new SplittableRandom(seed);
        this.pixels = pixels;
    }

    Dataset generate(int patients) {
        List<ImagingSite> sites = new ArrayList<>();
        for (int site = 1; site <= SITES; site++) {
            sites.add(ImagingSite.draw("hospital-" + site, random));
        }
        List<Finding> findings = shuffledFindings(patients);
        List<Sample> samples = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            SplittableRandom own = random.split();
            Thorax thorax = Thorax.draw(own);
            ImagingSite site = sites.get(own.nextInt(SITES));
            int images = own.nextInt(1, MAX_IMAGES + 1);
            for (int image = 0; image < images; image++) {
                Finding finding = findings.get(patient);
                double[] densities = new ChestImage(thorax, finding, own).densities(pixels);
                float[] grey = site.expose(densities, pixels, own);
                samples.add(new Sample(grey, new float[0], finding.ordinal(), "patient-" + (patient + 1), site.name()));
            }
        }
        List<String> classes = Arrays.stream(Finding.values())
                .map(finding -> finding.name().toLowerCase(Locale.ROOT))
                .toList();
        SampleShape shape = new SampleShape(pixels, pixels, 1);
        return new Dataset("generated-chest", Modality.IMAGE, shape, List.of(), classes, samples);
    }

    private List<Finding> shuffledFindings(int patients) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < patients; i++) {
            findings.add(Finding.values()[i % Finding.values().length]);
        }
        Collections.shuffle(findings, random);
        return findings;
    }
}
