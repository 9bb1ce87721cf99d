package org.fogward.protocol.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberCodecTest {
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
    void takes_no_room_for_what_all_numbers_near_each_other_are_multiples_of() {
        long[] fine = numbers(10_000);
        long[] coarse = new long[fine.length];
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < fine.length; i++) {
            coarse[i] = random.nextInt(-40, 40) * 4096L;
        }
        assertThat(codec.encode(coarse)).hasSizeLessThan(8_300);
    }

    @Test
    void refuses_another_version() {
        byte[] data = codec.encode(numbers(3));
        for (int version : new int[] {0, 1, 3, -1}) {
            data[0] = (byte) version;
            assertRefused(data, 3, "version");
        }
    }

    @Test
    void refuses_another_count() {
        byte[] data = codec.encode(numbers(3));
        assertRefused(data, 4, "numbers");
        assertRefused(data, 2, "numbers");
        assertRefused(data, 0, "numbers");
        assertRefused(new byte[] {2, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 0}, 3, "numbers");
        assertRefused(new byte[] {2, (byte) 0x83, 0, 0}, 3, "numbers");
    }

    @Test
    void refuses_what_is_cut_off_anywhere() {
        byte[] data = codec.encode(numbers(50));
        for (int length = 0; length < data.length; length++) {
            byte[] cut = Arrays.copyOf(data, length);
            assertThatThrownBy(() -> codec.decode(cut, 50)).isInstanceOf(UpdateFormatException.class);
        }
    }

    @Test
    void refuses_anything_after_the_end() {
        byte[] data = codec.encode(numbers(3));
        assertRefused(Arrays.copyOf(data, data.length + 1), 3, "end");
        assertRefused(Arrays.copyOf(data, data.length + 9), 3, "end");
    }

    @Test
    void what_it_reads_is_what_it_writes_whatever_the_input() {
        SplittableRandom random = new SplittableRandom(7);
        int decoded = 0;
        for (int i = 0; i < 60_000; i++) {
            int count = random.nextInt(1, 40);
            byte[] data = mutated(codec.encode(numbers(count)), random);
            try {
                long[] numbers = codec.decode(data, count);
                assertThat(numbers).hasSize(count);
                assertThat(codec.encode(numbers)).isEqualTo(data);
                decoded++;
            } catch (UpdateFormatException e) {
                assertThat(e).hasMessageMatching("(?s)(header|version|numbers|shift|number|block|end): .*");
            }
        }
        assertThat(decoded).isBetween(1, 59_999);
    }

    private void assertRefused(byte[] data, int count, String field) {
        assertThatThrownBy(() -> codec.decode(data, count))
                .isInstanceOf(UpdateFormatException.class)
                .hasMessageStartingWith(field + ":");
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
