package org.fogward.protocol.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeCoderTest {
    private static final byte[] HEADER = {7, 8};
    private static final int MODELS = 5;

    @Test
    void gives_back_every_decision() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = encoded(i);
            RangeDecoder decoder = new RangeDecoder(bytes, HEADER.length);
            decode(decoder, i, true);
            decoder.finish();
        }
    }

    @Test
    void what_is_read_has_one_encoding() {
        int accepted = 0;
        for (int i = 0; i < 300_000; i++) {
            SplittableRandom random = new SplittableRandom(i);
            byte[] bytes = new byte[random.nextInt(6)];
            random.nextBytes(bytes);
            RangeDecoder decoder = new RangeDecoder(bytes, 0);
            RangeEncoder encoder = new RangeEncoder();
            BitModels reading = new BitModels(MODELS);
            BitModels writing = new BitModels(MODELS);
            for (int j = random.nextInt(40); j > 0; j--) {
                int at = random.nextInt(2 * MODELS);
                if (at < MODELS) {
                    encoder.bit(writing, at, decoder.bit(reading, at));
                } else {
                    encoder.raw(decoder.raw(at), at);
                    encoder.raw(decoder.raw());
                }
            }
            byte[] again = encoder.finish(new byte[0]);
            assertThat(finishes(decoder)).as("input %d", i).isEqualTo(Arrays.equals(again, bytes));
            accepted += Arrays.equals(again, bytes) ? 1 : 0;
        }
        assertThat(accepted).isBetween(1_000, 299_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.02, 0.5, 0.97})
    void takes_hardly_more_than_the_entropy(double probability) {
        SplittableRandom random = new SplittableRandom(3);
        RangeEncoder encoder = new RangeEncoder();
        BitModels models = new BitModels(1);
        int count = 200_000;
        for (int i = 0; i < count; i++) {
            encoder.bit(models, 0, random.nextDouble() < probability ? 1 : 0);
        }
        double entropy = -probability * Math.log(probability) - (1 - probability) * Math.log(1 - probability);
        double bytes = count * entropy / Math.log(2) / Byte.SIZE;
        assertThat((double) encoder.finish(new byte[0]).length).isBetween(bytes * 0.98, bytes * 1.15 + 30);
    }

    @Test
    void refuses_what_follows() {
        for (int i = 1; i < 300; i++) {
            byte[] bytes = encoded(i);
            RangeDecoder decoder = new RangeDecoder(Arrays.copyOf(bytes, bytes.length + 1), HEADER.length);
            decode(decoder, i, false);
            assertThatThrownBy(decoder::finish).hasMessageStartingWith("end: ");
        }
    }

    @Test
    void refuses_nearly_all_that_is_cut_off() {
        int accepted = 0;
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = encoded(i);
            int length = new SplittableRandom(i).nextInt(HEADER.length, bytes.length);
            RangeDecoder decoder = new RangeDecoder(Arrays.copyOf(bytes, length), HEADER.length);
            decode(decoder, i, false);
            accepted += finishes(decoder) ? 1 : 0;
        }
        assertThat(accepted).isLessThan(30);
    }

    private static boolean finishes(RangeDecoder decoder) {
        try {
            decoder.finish();
            return true;
        } catch (UpdateFormatException e) {
            return false;
        }
    }

    private static byte[] encoded(int seed) {
        RangeEncoder encoder = new RangeEncoder();
        BitModels models = new BitModels(MODELS);
        for (Decision decision : decisions(seed)) {
            encoder.bit(models, decision.at(), decision.bit());
            encoder.raw(decision.bit());
            encoder.raw(decision.number(), decision.bits());
        }
        byte[] bytes = encoder.finish(HEADER);
        assertThat(bytes).startsWith(HEADER);
        return bytes;
    }

    private static void decode(RangeDecoder decoder, int seed, boolean check) {
        BitModels models = new BitModels(MODELS);
        for (Decision decision : decisions(seed)) {
            int bit = decoder.bit(models, decision.at());
            int raw = decoder.raw();
            int number = decoder.raw(decision.bits());
            if (check && (bit != decision.bit() || raw != bit || number != decision.number())) {
                throw new AssertionError("seed " + seed + ": not " + decision);
            }
        }
    }

    private static List<Decision> decisions(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // Ones mostly, or zeros mostly, make long carries.
        double ones = random.nextDouble();
        List<Decision> decisions = new ArrayList<>();
        for (int j = random.nextInt(400); j > 0; j--) {
            int bits = random.nextInt(20);
            int bit = random.nextDouble() < ones ? 1 : 0;
            decisions.add(new Decision(random.nextInt(MODELS), bit, random.nextInt(1 << bits), bits));
        }
        return decisions;
    }

    private record Decision(int at, int bit, int number, int bits) {}
}
