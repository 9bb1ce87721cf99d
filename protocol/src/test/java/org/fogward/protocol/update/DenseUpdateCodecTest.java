package org.fogward.protocol.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DenseUpdateCodecTest {
    private static final int HEADER_BYTES = 6;

    private final UpdateCodec float32 = new DenseUpdateCodec(FloatFormat.FLOAT32);
    private final UpdateCodec float16 = new DenseUpdateCodec(FloatFormat.FLOAT16);

    @Test
    void keeps_every_bit_as_float32() throws Exception {
        float[] delta = {0f, -0f, 1f, -1e-40f, Float.MIN_VALUE, Float.MAX_VALUE, (float) Math.PI};
        float[] decoded = float32.decode(float32.encode(delta), UpdateShape.flat(delta.length));
        for (int i = 0; i < delta.length; i++) {
            assertThat(Float.floatToRawIntBits(decoded[i])).isEqualTo(Float.floatToRawIntBits(delta[i]));
        }
    }

    @Test
    void rounds_to_the_nearest_float16_and_ties_to_even() throws Exception {
        float ulp = 1f / 1024;
        float[] delta = {1 + 0.4f * ulp, 1 + 0.5f * ulp, 1 + 0.6f * ulp, 1 + 1.5f * ulp, 1e-9f};
        assertThat(float16.decode(float16.encode(delta), UpdateShape.flat(delta.length)))
                .containsExactly(1, 1, 1 + ulp, 1 + 2 * ulp, 0);
    }

    @Test
    void limits_what_float16_cannot_hold() throws Exception {
        float[] delta = {65_504, 65_519, 65_520, 1e30f, -1e30f};
        assertThat(float16.decode(float16.encode(delta), UpdateShape.flat(delta.length)))
                .containsExactly(65_504, 65_504, 65_504, 65_504, -65_504);
    }

    @ParameterizedTest
    @EnumSource(FloatFormat.class)
    void carries_deltas_of_any_length(FloatFormat format) throws Exception {
        UpdateCodec codec = new DenseUpdateCodec(format);
        for (int length : new int[] {0, 1, 2, 1000, 100_003}) {
            float[] delta = delta(length);
            float[] decoded = codec.decode(codec.encode(delta), UpdateShape.flat(length));
            assertThat(decoded).hasSize(length);
            for (int i = 0; i < length; i++) {
                assertThat(decoded[i]).isCloseTo(delta[i], Offset.offset(1e-4f));
            }
        }
    }

    @Test
    void takes_less_than_the_plain_values_do() {
        float[] delta = delta(100_000);
        assertThat(float32.encode(delta)).hasSizeLessThan(380_000);
        assertThat(float16.encode(delta)).hasSizeLessThan(190_000);
        assertThat(float16.encode(new float[100_000])).hasSizeLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void encodes_finite_values_only(float odd) {
        assertThatThrownBy(() -> float16.encode(new float[] {0, odd}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at 1");
    }

    @Test
    void leaves_the_judgement_of_foreign_values_to_the_caller() throws Exception {
        byte[] planes = new byte[4];
        ByteBuffer.wrap(planes).order(ByteOrder.LITTLE_ENDIAN).putFloat(Float.NaN);
        assertThat(float32.decode(encoded(1, 1, Zstd.compress(planes)), UpdateShape.flat(1)))
                .containsExactly(Float.NaN);
    }

    @Test
    void refuses_a_delta_for_another_model() {
        byte[] data = float32.encode(new float[3]);
        assertRefused(data, 4, "parameters");
        assertRefused(data, 0, "parameters");
    }

    @Test
    void refuses_another_version_or_format() {
        byte[] data = float32.encode(new float[3]);
        data[0] = 2;
        assertRefused(data, 3, "version");
        assertRefused(float16.encode(new float[3]), 3, "format");
        assertRefused(new byte[5], 3, "header");
    }

    @Test
    void refuses_a_frame_that_would_grow_beyond_the_model() {
        byte[] bomb = Zstd.compress(new byte[200_000_000]);
        assertThat(bomb).hasSizeLessThan(100_000);
        assertRefused(encoded(1, 3, bomb), 3, "frame");
    }

    @Test
    void refuses_anything_after_the_frame() {
        byte[] data = float32.encode(new float[3]);
        byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 7};
        byte[] longer = Arrays.copyOf(data, data.length + skippable.length);
        System.arraycopy(skippable, 0, longer, data.length, skippable.length);
        assertRefused(longer, 3, "frame");
        assertRefused(Arrays.copyOf(data, data.length - 1), 3, "frame");
    }

    @ParameterizedTest
    @EnumSource(FloatFormat.class)
    void survives_any_input(FloatFormat format) {
        UpdateCodec codec = new DenseUpdateCodec(format);
        SplittableRandom random = new SplittableRandom(7);
        byte[] valid = codec.encode(delta(200));
        int decoded = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] data = mutated(valid, random);
            try {
                assertThat(codec.decode(data, UpdateShape.flat(200))).hasSize(200);
                decoded++;
            } catch (UpdateFormatException e) {
                assertThat(e).hasMessageMatching("(header|version|format|parameters|frame): .*");
            }
        }
        assertThat(decoded).isLessThan(10_000);
    }

    @Test
    void is_found_by_name() {
        assertThat(UpdateCodecs.named("dense-float32")).map(UpdateCodec::name).contains("dense-float32");
        assertThat(UpdateCodecs.named("dense-float16")).map(UpdateCodec::name).contains("dense-float16");
        assertThat(UpdateCodecs.named("dense-float64")).isEmpty();
        assertThat(UpdateCodecs.names())
                .containsExactly(
                        "dense-float32", "dense-float16", "dense-int8", "sparse", "sparse-golomb", "masked-random");
    }

    private void assertRefused(byte[] data, int parameters, String field) {
        assertThatThrownBy(() -> float32.decode(data, UpdateShape.flat(parameters)))
                .isInstanceOf(UpdateFormatException.class)
                .hasMessageStartingWith(field + ":");
    }

    private static byte[] encoded(int format, int parameters, byte[] frame) {
        return ByteBuffer.allocate(HEADER_BYTES + frame.length)
                .put((byte) 1)
                .put((byte) format)
                .putInt(parameters)
                .put(frame)
                .array();
    }

    private static float[] delta(int length) {
        SplittableRandom random = new SplittableRandom(length);
        float[] delta = new float[length];
        for (int i = 0; i < length; i++) {
            delta[i] = (float) (random.nextGaussian() * 0.01);
        }
        return delta;
    }

    private static byte[] mutated(byte[] valid, SplittableRandom random) {
        byte[] data = Arrays.copyOf(valid, random.nextInt(4) == 0 ? random.nextInt(valid.length + 20) : valid.length);
        for (int changes = random.nextInt(5); changes > 0 && data.length > 0; changes--) {
            // Half of the changes hit the headers, where they matter most.
            int place = random.nextInt(random.nextBoolean() ? data.length : Math.min(20, data.length));
            data[place] = (byte) random.nextInt();
        }
        return data;
    }
}
