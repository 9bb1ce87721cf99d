package org.fogward.models.analytic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadSumsTest {

    private static final int CLASSES = 2;
    private static final int DIMENSIONS = 3;
    /** Where the sums begin, and the products: (0,0), (1,0), (1,1), (2,0), (2,1), (2,2). */
    private static final int SUMS = CLASSES;

    private static final int PRODUCTS = CLASSES + CLASSES * DIMENSIONS;

    @Test
    void add_up_in_steps() {
        SumsBuilder builder = new SumsBuilder(2, CLASSES);
        builder.add(0, new float[] {1, -0.5f});
        builder.add(0, new float[] {2, 0});
        builder.add(1, new float[] {0.25f, 3});
        HeadSums sums = builder.build();
        assertThat(sums.values())
                .containsExactly(
                        2, 1, 3 * 32, -16, 8, 3 * 32, 32 * 32 + 64 * 64 + 8 * 8, -32 * 16 + 8 * 96, 16 * 16 + 96 * 96);
        assertThat(sums.examples()).isEqualTo(3);
        assertThat(sums.count(1)).isEqualTo(1);
        assertThat(sums.sum(0, 1)).isEqualTo(-0.5);
        assertThat(sums.product(1, 0)).isEqualTo(0.25);
    }

    @Test
    void features_are_rounded_and_cut() {
        SumsBuilder builder = new SumsBuilder(DIMENSIONS, CLASSES);
        builder.add(0, new float[] {1e30f, Float.NEGATIVE_INFINITY, 0.02f});
        HeadSums sums = builder.build();
        assertThat(Arrays.copyOfRange(sums.values(), SUMS, SUMS + DIMENSIONS))
                .containsExactly(HeadSums.LARGEST, -HeadSums.LARGEST, 1);
        sums.requirePlausible(1, 0);
    }

    @Test
    void refuse_what_is_not_a_number_and_stay_as_they_were() {
        SumsBuilder builder = new SumsBuilder(DIMENSIONS, CLASSES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(0, new float[] {1, Float.NaN, 0}))
                .withMessageStartingWith("features:");
        assertThat(builder.build().values()).containsOnly(0);
    }

    @Test
    void refuse_others_of_another_form() {
        HeadSums sums = HeadSums.none(DIMENSIONS, CLASSES);
        assertThatIllegalArgumentException().isThrownBy(() -> sums.plus(HeadSums.none(DIMENSIONS + 1, CLASSES)));
        assertThatIllegalArgumentException().isThrownBy(() -> sums.plus(HeadSums.none(DIMENSIONS, CLASSES + 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new HeadSums(DIMENSIONS, CLASSES, new long[5]));
    }

    @Test
    void statistics_travel_as_one_array() {
        SplittableRandom random = new SplittableRandom(4);
        HeadStatistics statistics = new HeadStatistics(sums(5, 1, random), sums(3, 1, random));
        long[] numbers = statistics.toArray();
        assertThat(numbers).hasSize(HeadStatistics.length(DIMENSIONS, CLASSES));
        HeadStatistics read = HeadStatistics.of(DIMENSIONS, CLASSES, numbers);
        assertThat(read.toArray()).isEqualTo(numbers);
        assertThat(read.fit().values()).isEqualTo(statistics.fit().values());
        assertThat(read.examples()).isEqualTo(statistics.examples());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeadStatistics.of(DIMENSIONS, CLASSES, Arrays.copyOf(numbers, numbers.length - 1)))
                .withMessageStartingWith("statistics:");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-3, 1, 50, 1e9})
    void all_that_come_of_examples_are_plausible(double size) {
        SplittableRandom random = new SplittableRandom(6);
        for (int run = 0; run < 300; run++) {
            HeadSums sums = sums(random.nextInt(5), size, random);
            assertThatCode(() -> sums.requirePlausible(sums.examples(), 0)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1.0 / 16, 0.5})
    void rounded_products_are_near_and_plausible(double share) {
        SplittableRandom random = new SplittableRandom(6);
        for (double size : new double[] {0, 1e-3, 1, 50, 1e9}) {
            for (int run = 0; run < 300; run++) {
                HeadSums sums = sums(random.nextInt(5), size, random);
                HeadSums rounded = sums.rounded(share);
                assertThatCode(() -> rounded.requirePlausible(sums.examples(), share))
                        .doesNotThrowAnyException();
                double mean = (sums.product(0, 0) + sums.product(1, 1) + sums.product(2, 2)) / DIMENSIONS;
                for (int row = 0; row < DIMENSIONS; row++) {
                    assertThat(rounded.product(row, 0))
                            .isCloseTo(sums.product(row, 0), within(share * mean / 2 + 1e-9));
                    assertThat(rounded.sum(0, row)).isEqualTo(sums.sum(0, row));
                }
            }
        }
    }

    @Test
    void nothing_is_rounded_unless_asked_for() {
        HeadSums sums = sums(4, 7, new SplittableRandom(2));
        assertThat(sums.rounded(0).values()).isEqualTo(sums.values());
        assertThat(sums.rounded(0.5).values()).isNotEqualTo(sums.values());
    }

    @Test
    void equal_examples_reach_the_bound_and_are_plausible() {
        for (float value : new float[] {0.03f, 1, 77.7f, 128}) {
            SumsBuilder builder = new SumsBuilder(DIMENSIONS, CLASSES);
            for (int i = 0; i < 1001; i++) {
                builder.add(1, new float[] {value, -value, 2 * value});
            }
            assertThatCode(() -> builder.build().requirePlausible(1001, 0)).doesNotThrowAnyException();
        }
    }

    @Test
    void refuse_more_examples_than_there_may_be() {
        HeadSums sums = sums(4, 1, new SplittableRandom(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sums.requirePlausible(sums.examples() - 1, 0))
                .withMessageContaining("count");
    }

    @Test
    void refuse_counts_below_zero_or_beyond_all_bounds() {
        refused("count", values -> values[1] = -1);
        refused("count", values -> values[1] = Long.MIN_VALUE);
        refused("count", values -> values[0] = Long.MAX_VALUE);
        refused("count", values -> Arrays.fill(values, 0, CLASSES, Long.MAX_VALUE));
    }

    @Test
    void refuse_squares_below_zero_or_larger_than_examples_can_have() {
        refused("product", values -> values[PRODUCTS + 5] = -1);
        refused("product", values -> values[PRODUCTS] = Long.MIN_VALUE);
        long most = 8L * HeadSums.LARGEST * HeadSums.LARGEST;
        refused("product", values -> values[PRODUCTS + 5] = most + 1);
    }

    @Test
    void refuse_products_beyond_cauchy_and_schwarz() {
        for (int sign : new int[] {-1, 1}) {
            refused(
                    "product",
                    values -> values[PRODUCTS + 4] =
                            sign * (long) (1.01 * Math.sqrt((double) values[PRODUCTS + 2] * values[PRODUCTS + 5])));
            refused("product", values -> values[PRODUCTS + 1] = sign * (Long.MAX_VALUE - 1));
        }
    }

    @Test
    void refuse_sums_too_large_for_their_class() {
        for (int sign : new int[] {-1, 1}) {
            refused(
                    "sum",
                    values -> values[SUMS + 1] =
                            sign * (long) (1.01 * Math.sqrt((double) values[0] * values[PRODUCTS + 2])));
            refused("sum", values -> values[SUMS + DIMENSIONS] = sign * (Long.MAX_VALUE - 1));
        }
        // Of no examples.
        refused("sum", values -> {
            values[0] += values[1];
            values[1] = 0;
            values[SUMS + DIMENSIONS] = 1;
        });
    }

    @Test
    void any_numbers_are_accepted_or_refused_and_nothing_else() {
        SplittableRandom random = new SplittableRandom(12);
        int accepted = 0;
        int refused = 0;
        for (int run = 0; run < 20_000; run++) {
            long[] values = sums(3, 1, random).values().clone();
            int at = random.nextInt(values.length);
            values[at] = switch (random.nextInt(3)) {
                case 0 -> values[at] ^ 1L << random.nextInt(Long.SIZE);
                case 1 -> random.nextLong();
                default -> values[at] + random.nextInt(-3, 4);
            };
            HeadSums sums = new HeadSums(DIMENSIONS, CLASSES, values);
            try {
                sums.requirePlausible(100, 0);
                assertThat(sums.examples()).isBetween(0L, 100L);
                accepted++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageMatching("sums: a (count|product|sum) cannot be that of examples");
                refused++;
            }
        }
        assertThat(accepted).isPositive();
        assertThat(refused).isPositive();
    }

    /** Eight examples, changed. */
    private static void refused(String what, Consumer<long[]> change) {
        long[] values = sums(4, 1, new SplittableRandom(3)).values().clone();
        change.accept(values);
        HeadSums sums = new HeadSums(DIMENSIONS, CLASSES, values);
        HeadStatistics statistics = new HeadStatistics(HeadSums.none(DIMENSIONS, CLASSES), sums);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> statistics.requirePlausible(1000, 0))
                .withMessage("sums: a " + what + " cannot be that of examples");
    }

    private static HeadSums sums(int each, double size, SplittableRandom random) {
        return Rows.random(new int[] {each, each}, DIMENSIONS, size, size, random)
                .sums(DIMENSIONS);
    }
}
