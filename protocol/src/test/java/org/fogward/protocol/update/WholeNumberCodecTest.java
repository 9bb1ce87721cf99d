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

class WholeNumberCodecTest {
    private static final int HEADER_BYTES = 5;

    private final WholeNumberCodec codec = new WholeNumberCodec();

    @Test
    void keeps_every_number() throws Exception {
        long[] numbers = {0, -1, 1, 63, -64, Integer.MIN_VALUE, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE, 255, 256};
        assertThat(codec.decode(codec.encode(numbers), numbers.length)).containsExactly(numbers);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1000, 100_003})
    void carries_any_count(int count) throws Exception {
        long[] numbers = numbers(count);
        assertThat(codec.decode(codec.encode(numbers), count)).containsExactly(numbers);
    }

    @Test
    void takes_little_room_for_small_numbers_of_either_sign() {
        long[] numbers = new long[100_000];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextInt(-100, 100);
        }
        assertThat(codec.encode(numbers)).hasSizeLessThan(110_000);
    }

    @Test
    void gives_the_same_bytes_for_the_same_numbers() {
        assertThat(codec.encode(numbers(500))).isEqualTo(new WholeNumberCodec().encode(numbers(500)));
    }

    @Test
    void refuses_another_version() {
        byte[] data = codec.encode(numbers(3));
        data[0] = 2;
        assertRefused(data, 3, "version");
    }

    @Test
    void refuses_another_count() {
        byte[] data = codec.encode(numbers(3));
        assertRefused(data, 4, "numbers");
        assertRefused(data, 2, "numbers");
        assertRefused(data, 0, "numbers");
        assertRefused(encoded(-1, Zstd.compress(new byte[24])), 3, "numbers");
    }

    @Test
    void refuses_a_frame_of_more_or_fewer_numbers_than_stated() {
        assertRefused(encoded(3, Zstd.compress(new byte[16])), 3, "frame");
        assertRefused(encoded(3, Zstd.compress(new byte[23])), 3, "frame");
        assertRefused(encoded(3, Zstd.compress(new byte[32])), 3, "frame");
    }

    @Test
    void refuses_a_frame_that_would_grow_beyond_the_count() {
        byte[] bomb = Zstd.compress(new byte[200_000_000]);
        assertThat(bomb).hasSizeLessThan(100_000);
        assertRefused(encoded(3, bomb), 3, "frame");
    }

    @Test
    void refuses_what_is_cut_off_anywhere() {
        byte[] data = codec.encode(numbers(50));
        for (int length = 0; length < data.length; length++) {
            assertRefused(Arrays.copyOf(data, length), 50, length <= HEADER_BYTES ? "header" : "frame");
        }
    }

    @Test
    void refuses_anything_after_the_frame() {
        byte[] data = codec.encode(numbers(3));
        byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 7};
        byte[] longer = Arrays.copyOf(data, data.length + skippable.length);
        System.arraycopy(skippable, 0, longer, data.length, skippable.length);
        assertRefused(longer, 3, "frame");
        assertRefused(Arrays.copyOf(data, data.length + 1), 3, "frame");
    }

    @Test
    void survives_any_input() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] valid = codec.encode(numbers(200));
        int decoded = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] data = mutated(valid, random);
            try {
                assertThat(codec.decode(data, 200)).hasSize(200);
                decoded++;
            } catch (UpdateFormatException e) {
                assertThat(e).hasMessageMatching("(header|version|numbers|frame): .*");
            }
        }
        assertThat(decoded).isBetween(1, 9_999);
    }

    private void assertRefused(byte[] data, int count, String field) {
        assertThatThrownBy(() -> codec.decode(data, count))
                .isInstanceOf(UpdateFormatException.class)
                .hasMessageStartingWith(field + ":");
    }

    private static byte[] encoded(int count, byte[] frame) {
        return ByteBuffer.allocate(HEADER_BYTES + frame.length)
                .put((byte) 1)
                .putInt(count)
                .put(frame)
                .array();
    }

    private static long[] numbers(int count) {
        SplittableRandom random = new SplittableRandom(count);
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextLong() >> random.nextInt(Long.SIZE);
        }
        return numbers;
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
