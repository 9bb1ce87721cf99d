package org.fogward.protocol.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseUpdateCodecTest {
    private static final UpdateShape SHAPE = UpdateShape.of(List.of(
            new Segment(30_000, 100, Travel.CHOSEN),
            new Segment(300, 1, Travel.WHOLE),
            new Segment(300, 1, Travel.NOTHING),
            new Segment(300, 1, Travel.CHOSEN)));

    private final UpdateCodec codec = SparseUpdateCodec.adaptive();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void as_many_travel_as_the_density_says(int bits) throws Exception {
        float[] decoded = decoded(values(), new EncodingOptions(0.01, bits, 5));
        int chosen = 0;
        for (int i = 0; i < decoded.length; i++) {
            chosen += decoded[i] != 0 && (i < 30_000 || i >= 30_600) ? 1 : 0;
        }
        assertThat(chosen).isEqualTo(303);
    }

    @Test
    void coarser_steps_of_whole_segments_take_fewer_bytes() {
        int before = Integer.MAX_VALUE;
        for (int digits = EncodingOptions.MOST_WHOLE_DIGITS; digits >= EncodingOptions.LEAST_WHOLE_DIGITS; digits--) {
            int bytes = codec.encode(measured(), SHAPE, new EncodingOptions(0.01, 1, 0, digits)).length;
            assertThat(bytes).isLessThan(before);
            before = bytes;
        }
    }

    @Test
    void nothing_of_some_segments_travels() throws Exception {
        float[] values = values();
        float[] remainder = values.clone();
        codec.encode(remainder, SHAPE, new EncodingOptions(1, 4, 5));
        assertThat(Arrays.copyOfRange(remainder, 30_300, 30_600)).isEqualTo(Arrays.copyOfRange(values, 30_300, 30_600));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void whole_segments_are_off_by_half_a_step(int digits) throws Exception {
        float[] values = measured();
        float[] decoded = decoded(values, new EncodingOptions(0.01, 1, 0, digits));
        for (int i = 30_000; i < 30_300; i++) {
            assertThat(Math.abs(decoded[i] - values[i])).isLessThanOrEqualTo(0.5f / (1 << digits));
        }
    }

    @Test
    void more_levels_come_nearer() throws Exception {
        double before = Double.MAX_VALUE;
        for (int bits = 2; bits <= EncodingOptions.MOST_BITS; bits++) {
            float[] remainder = values();
            codec.encode(remainder, SHAPE, new EncodingOptions(1, bits, 5));
            double left = FiniteValues.squares(remainder, 0, 30_000);
            assertThat(left).isLessThan(before);
            before = left;
        }
    }

    @Test
    void rounding_is_right_in_the_mean() throws Exception {
        float[] values = values();
        double[] sum = new double[values.length];
        int times = 400;
        for (int seed = 0; seed < times; seed++) {
            codec.decode(
                    codec.encode(values.clone(), SHAPE, new EncodingOptions(0.01, 3, seed)),
                    SHAPE,
                    (i, value) -> sum[i] += value);
        }
        double off = 0;
        double size = 0;
        for (int i = 0; i < 30_000; i++) {
            off += sum[i] == 0 ? 0 : sum[i] / times - values[i];
            size += sum[i] == 0 ? 0 : Math.abs(values[i]);
        }
        assertThat(Math.abs(off) / size).isLessThan(0.003);
    }

    @Test
    void a_segment_has_one_magnitude_with_one_bit() throws Exception {
        float[] decoded = decoded(values(), new EncodingOptions(0.01, 1, 0));
        float[] magnitudes = new float[decoded.length];
        for (int i = 0; i < 30_000; i++) {
            magnitudes[i] = Math.abs(decoded[i]);
        }
        Arrays.sort(magnitudes);
        float largest = magnitudes[magnitudes.length - 1];
        for (float magnitude : magnitudes) {
            assertThat(magnitude == 0 || magnitude == largest).isTrue();
        }
    }

    @Test
    void a_small_model_pays_little_for_header_and_learning() {
        UpdateShape shape = UpdateShape.flat(35_000);
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[35_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        // 350 positions of 8.06 bits, as a mask without any order takes, and 350 signs: 396 bytes.
        assertThat(codec.encode(values, shape, new EncodingOptions(0.01, 1, 0))).hasSizeLessThan(416);
    }

    @Test
    void names_the_field_that_is_at_fault() {
        byte[] data = codec.encode(values(), SHAPE, new EncodingOptions(0.01, 1, 0));
        assertRefused(Arrays.copyOf(data, 1), "header");
        assertRefused(changed(data, 0, 2), "version");
        assertRefused(changed(data, 1, 5), "format");
        assertRefused(changed(data, 2, data[2] + 1), "parameters");
        assertRefused(changed(data, 7, 1), "seed");
        assertRefused(Arrays.copyOf(data, 7), "seed");
        assertRefused(Arrays.copyOf(data, data.length + 1), "end");
    }

    @Test
    void refuses_numbers_that_are_longer_than_need_be() {
        byte[] data = codec.encode(new float[1], UpdateShape.flat(1), EncodingOptions.EVERYTHING);
        assertThat(data).containsExactly(1, 0x34, 1, 0, 0, 0);
        assertThatThrownBy(() -> codec.decode(new byte[] {1, 0x34, (byte) 0x81, 0, 0, 0}, UpdateShape.flat(1)))
                .hasMessageStartingWith("parameters: not as");
        assertThatThrownBy(() -> codec.decode(new byte[] {1, 0x34, 1, 2, 0}, UpdateShape.flat(1)))
                .hasMessageStartingWith("chosen: 2 of 1");
        assertThatThrownBy(() -> codec.decode(new byte[] {1, 0x74, 1, 0, 0, 0}, UpdateShape.flat(1)))
                .hasMessageStartingWith("digits: nothing travels whole");
    }

    private void assertRefused(byte[] data, String field) {
        assertThatThrownBy(() -> codec.decode(data, SHAPE))
                .isInstanceOf(UpdateFormatException.class)
                .hasMessageStartingWith(field + ":");
    }

    private static byte[] changed(byte[] data, int at, int value) {
        byte[] changed = data.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private float[] decoded(float[] values, EncodingOptions options) throws UpdateFormatException {
        return codec.decode(codec.encode(values.clone(), SHAPE, options), SHAPE);
    }

    private static float[] measured() {
        float[] values = values();
        for (int i = 30_000; i < 30_300; i++) {
            values[i] = 100 * (i - 30_150) / 150f;
        }
        return values;
    }

    private static float[] values() {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[SHAPE.parameters()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * 1e-3 * (1 + i / 10_000));
        }
        return values;
    }
}
