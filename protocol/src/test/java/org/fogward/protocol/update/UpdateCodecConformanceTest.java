package org.fogward.protocol.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every codec keeps to. */
class UpdateCodecConformanceTest {
    private static final EncodingOptions FEW = new EncodingOptions(0.05, 2, 9);

    static Stream<UpdateCodec> codecs() {
        return UpdateCodecs.names().stream()
                .map(name -> UpdateCodecs.named(name).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void what_was_left_out_and_what_was_sent_make_the_whole(UpdateCodec codec) throws Exception {
        for (int i = 0; i < 300; i++) {
            SplittableRandom random = new SplittableRandom(i);
            UpdateShape shape = Updates.shape(random, 6, 100);
            float[] values = Updates.values(random, shape);
            float[] remainder = values.clone();
            float[] decoded = codec.decode(codec.encode(remainder, shape, Updates.options(random)), shape);
            for (int at = 0; at < values.length; at++) {
                double sum = (double) decoded[at] + remainder[at];
                double rounding = Math.ulp(Math.max(Math.abs(values[at]), Math.abs(decoded[at])));
                assertThat(Math.abs(sum - values[at]))
                        .as("update %d at %d", i, at)
                        .isLessThanOrEqualTo(rounding);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void what_was_decoded_encodes_to_the_same_bytes(UpdateCodec codec) throws Exception {
        for (int i = 0; i < 2_000; i++) {
            SplittableRandom random = new SplittableRandom(i);
            UpdateShape shape = Updates.shape(random, 6, 100);
            EncodingOptions options = Updates.options(random);
            byte[] encoded = codec.encode(Updates.values(random, shape), shape, options);
            assertThat(codec.encode(codec.decode(encoded, shape), shape, options))
                    .as("update %d", i)
                    .isEqualTo(encoded);
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void the_same_update_gives_the_same_bytes(UpdateCodec codec) {
        for (int i = 0; i < 100; i++) {
            UpdateShape shape = Updates.shape(new SplittableRandom(i), 6, 100);
            byte[] first = codec.encode(Updates.values(new SplittableRandom(i), shape), shape, FEW);
            assertThat(codec.encode(Updates.values(new SplittableRandom(i), shape), shape, FEW))
                    .isEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void coordinates_ascend_within_the_shape(UpdateCodec codec) throws Exception {
        for (int i = 0; i < 200; i++) {
            SplittableRandom random = new SplittableRandom(i);
            UpdateShape shape = Updates.shape(random, 6, 100);
            byte[] encoded = codec.encode(Updates.values(random, shape), shape, Updates.options(random));
            int[] last = {-1};
            codec.decode(encoded, shape, (coordinate, value) -> {
                assertThat(coordinate).isGreaterThan(last[0]).isLessThan(shape.parameters());
                last[0] = coordinate;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void values_that_are_not_finite_are_refused(UpdateCodec codec) {
        for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> codec.encode(new float[] {0, odd, 1}, UpdateShape.flat(3), FEW))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at 1");
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void a_shape_of_another_size_is_refused(UpdateCodec codec) {
        assertThatThrownBy(() -> codec.encode(new float[3], UpdateShape.flat(4), FEW))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] encoded = codec.encode(new float[] {1, 2, 3}, UpdateShape.flat(3), FEW);
        for (int other : new int[] {0, 2, 4, 300}) {
            assertThatThrownBy(() -> codec.decode(encoded, UpdateShape.flat(other)))
                    .isInstanceOf(UpdateFormatException.class)
                    .hasMessageStartingWith("parameters");
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void an_update_may_be_empty(UpdateCodec codec) throws Exception {
        byte[] encoded = codec.encode(new float[0], UpdateShape.flat(0), FEW);
        assertThat(codec.decode(encoded, UpdateShape.flat(0))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void zeros_take_next_to_nothing(UpdateCodec codec) throws Exception {
        UpdateShape shape =
                UpdateShape.of(List.of(new Segment(10_000, 100, Travel.CHOSEN), new Segment(10_000, 1, Travel.WHOLE)));
        byte[] encoded = codec.encode(new float[20_000], shape, FEW);
        assertThat(encoded).hasSizeLessThan(40);
        assertThat(codec.decode(encoded, shape)).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void one_coordinate_travels(UpdateCodec codec) throws Exception {
        for (float value : new float[] {1, -0.01f, 60_000, -1e-4f}) {
            float decoded =
                    codec.decode(codec.encode(new float[] {value}, UpdateShape.flat(1), FEW), UpdateShape.flat(1))[0];
            assertThat(decoded / value).isBetween(0.9f, 1.1f);
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void the_largest_and_the_smallest_floats_stay_finite(UpdateCodec codec) throws Exception {
        float[] values = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, Float.MIN_NORMAL, 1};
        for (int bits = 1; bits <= EncodingOptions.MOST_BITS; bits++) {
            float[] remainder = values.clone();
            UpdateShape shape = UpdateShape.flat(values.length);
            float[] decoded = codec.decode(codec.encode(remainder, shape, new EncodingOptions(1, bits, 3)), shape);
            for (int i = 0; i < values.length; i++) {
                assertThat(decoded[i]).isFinite();
                assertThat(remainder[i]).isFinite();
            }
        }
    }
}
