package org.fogward.protocol.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Int8UpdateCodecTest {

    private final UpdateCodec codec = new Int8UpdateCodec();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 100_003})
    void is_off_by_a_127th_of_a_blocks_largest_value_at_most(int length) throws Exception {
        float[] delta = delta(length, 1e-2);
        float[] decoded = codec.decode(codec.encode(delta), UpdateShape.flat(length));
        assertThat(decoded).hasSize(length);
        for (int i = 0; i < length; i++) {
            int from = i / 256 * 256;
            double largest = 0;
            for (int j = from; j < Math.min(length, from + 256); j++) {
                largest = Math.max(largest, Math.abs(delta[j]));
            }
            assertThat(Math.abs((double) decoded[i] - delta[i])).isLessThanOrEqualTo(largest / 127);
        }
    }

    @Test
    void blocks_do_not_disturb_each_other() throws Exception {
        float[] delta = new float[512];
        delta[0] = 1e30f;
        delta[300] = 1e-30f;
        float[] decoded = codec.decode(codec.encode(delta), UpdateShape.flat(512));
        assertThat(decoded[0] / 1e30f).isBetween(0.99f, 1.01f);
        assertThat(decoded[300] / 1e-30f).isBetween(0.99f, 1.01f);
    }

    @Test
    void what_was_decoded_encodes_to_the_same_bytes() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 5_000; i++) {
            float[] delta = new float[random.nextInt(600)];
            for (int j = 0; j < delta.length; j++) {
                float any = Float.intBitsToFloat(random.nextInt());
                delta[j] = i % 2 == 0 ? (float) (random.nextGaussian() * Math.pow(10, i % 60 - 44)) : any;
                delta[j] = Float.isFinite(delta[j]) ? delta[j] : 0;
            }
            byte[] encoded = codec.encode(delta);
            assertThat(codec.encode(codec.decode(encoded, UpdateShape.flat(delta.length))))
                    .isEqualTo(encoded);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.MAX_VALUE, -Float.MAX_VALUE, 127.4f, 127.5f, 63.75f, Float.MIN_NORMAL})
    void holds_values_of_any_size(float value) throws Exception {
        float decoded = codec.decode(codec.encode(new float[] {value}), UpdateShape.flat(1))[0];
        assertThat(decoded / value).isBetween(0.99f, 1.01f);
    }

    @Test
    void nothing_is_left_of_what_is_too_small() throws Exception {
        assertThat(codec.decode(codec.encode(new float[] {Float.MIN_VALUE, -0f}), UpdateShape.flat(2)))
                .containsExactly(0, 0);
        assertThat(codec.encode(new float[100_000])).hasSizeLessThan(100);
    }

    @Test
    void takes_less_than_a_byte_for_each_value() {
        assertThat(codec.encode(delta(100_000, 1e-3))).hasSizeLessThan(95_000);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void encodes_finite_values_only(float odd) {
        assertThatThrownBy(() -> codec.encode(new float[] {0, odd}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at 1");
    }

    @Test
    void refuses_what_no_encoder_writes() {
        assertRefused(message(1, new byte[] {0, 5}), 1, "value");
        assertRefused(message(1, new byte[] {100, -128}), 1, "value");
        assertRefused(message(1, new byte[] {100, 5, 5}), 1, "frame");
        assertRefused(message(1, new byte[200_000_000]), 1, "frame");
        assertRefused(message(2, new byte[] {100, 5}), 1, "parameters");
        assertRefused(new DenseUpdateCodec(FloatFormat.FLOAT16).encode(new float[1]), 1, "format");
        assertRefused(new byte[6], 1, "header");
    }

    @Test
    void survives_any_input() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] valid = codec.encode(delta(300, 1));
        int decoded = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] data = Arrays.copyOf(valid, random.nextInt(3) == 0 ? random.nextInt(valid.length) : valid.length);
            for (int flips = random.nextInt(1, 5); flips > 0 && data.length > 0; flips--) {
                data[random.nextInt(data.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(codec.decode(data, UpdateShape.flat(300))).hasSize(300);
                decoded++;
            } catch (UpdateFormatException e) {
                assertThat(e).hasMessageMatching("(header|version|format|parameters|frame|value): .*");
            }
        }
        assertThat(decoded).isLessThan(20_000);
    }

    private void assertRefused(byte[] data, int parameters, String field) {
        assertThatThrownBy(() -> codec.decode(data, UpdateShape.flat(parameters)))
                .isInstanceOf(UpdateFormatException.class)
                .hasMessageStartingWith(field);
    }

    private static byte[] message(int parameters, byte[] content) {
        byte[] frame = Zstd.compress(content);
        return ByteBuffer.allocate(6 + frame.length)
                .put((byte) 1)
                .put((byte) 3)
                .putInt(parameters)
                .put(frame)
                .array();
    }

    private static float[] delta(int length, double size) {
        SplittableRandom random = new SplittableRandom(length);
        float[] delta = new float[length];
        for (int i = 0; i < length; i++) {
            delta[i] = (float) (size * random.nextGaussian());
        }
        return delta;
    }
}
