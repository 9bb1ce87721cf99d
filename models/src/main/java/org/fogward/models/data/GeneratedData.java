package org.fogward.models.data;

/**
 * Made-up data for demonstrations and tests. Nothing in it comes from a person, and no figure reached on it says
 * anything about patients. The classes differ in structure that a model has to learn: neither the order of the samples,
 * nor their mean or variance, nor any single value tells them apart. The same arguments give the same bits on every
 * machine.
 */
public final class GeneratedData {

    /** The most samples that are made at once. */
    public static final int MAX_SAMPLES = 1_000_000;

    private GeneratedData() {}

    /**
     * Windows of a sensor worn at the waist, 128 time steps at 50 Hz by 9 channels (acceleration of the body, turn rate,
     * acceleration with gravity; three axes each; g and rad/s), in 6 classes of movement. Subjects differ in pace,
     * amplitude, gait, noise and how they wear the sensor; each is a group and a source.
     *
     * @param seed decides everything
     * @param subjects how many people, at least 1
     * @param windows how many windows each of them gives, at least 1; classes are equally frequent
     * @throws IllegalArgumentException where a number is out of range
     */
    public static Dataset wearable(long seed, int subjects, int windows) {
        checkCounts("subjects", subjects, "windows", windows);
        return new WearableGenerator(seed).generate(subjects, windows);
    }

    /**
     * Drawings that resemble frontal chest X-rays, 8-bit grey, in 4 classes: normal, an opacity in one lobe, diffuse
     * interstitial markings, an effusion. Patients differ in anatomy and have one to three images; each is a group.
     * Sources differ in exposure, sharpness and noise, not in what they see.
     *
     * @param seed decides everything
     * @param patients how many people, at least 1; classes are equally frequent among them
     * @param pixels height and width, 32 to 512
     * @throws IllegalArgumentException where a number is out of range
     */
    public static Dataset chest(long seed, int patients, int pixels) {
        checkCounts("patients", patients, "images", ChestGenerator.MAX_IMAGES);
        if (pixels < 32 || pixels > 512) {
            throw new IllegalArgumentException("pixels: " + pixels + " is not between 32 and 512");
        }
        return new ChestGenerator(seed, pixels).generate(patients);
    }

    private static void checkCounts(String people, int count, String each, int samples) {
        if (count < 1) {
            throw new IllegalArgumentException(people + ": " + count + " is not positive");
        }
        if (samples < 1 || (long) count * samples > MAX_SAMPLES) {
            throw new IllegalArgumentException(
                    each + ": " + count + " times " + samples + " samples is not between 1 and " + MAX_SAMPLES);
        }
    }
}
