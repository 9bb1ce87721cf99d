package org.fogward.protocol.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A million and more messages that no encoder wrote. */
class UpdateCodecFuzzTest {
    private static final int INPUTS = 175_000;
    private static final int INPUTS_OF_ONE_SHAPE = 350;
    /** What is taken whatever the model: tables, buffers and an exception. */
    private static final int CONSTANT_BYTES = 48_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<UpdateCodec> codecs() {
        return UpdateCodecConformanceTest.codecs();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void any_input_is_refused_or_within_the_model(UpdateCodec codec) throws Exception {
        int accepted = 0;
        for (int i = 0; i < INPUTS / INPUTS_OF_ONE_SHAPE; i++) {
            SplittableRandom random = new SplittableRandom(i);
            UpdateShape shape = Updates.shape(random, 5, 40);
            byte[] first = codec.encode(Updates.values(random, shape), shape, Updates.options(random));
            byte[] second = codec.encode(Updates.values(random, shape), shape, Updates.options(random));
            for (int j = 0; j < INPUTS_OF_ONE_SHAPE; j++) {
                byte[] data = mutant(random, first, second);
                long before = threads.getCurrentThreadAllocatedBytes();
                accepted += decode(codec, data, shape) ? 1 : 0;
                if (threads.getCurrentThreadAllocatedBytes() - before >= bound(codec, data, shape)) {
                    assertTakesLittle(codec, data, shape);
                }
            }
        }
        assertThat(accepted).isLessThan(INPUTS);
    }

    private boolean decode(UpdateCodec codec, byte[] data, UpdateShape shape) {
        int[] last = {-1};
        DeltaSink sink = (coordinate, value) -> {
            if (coordinate <= last[0] || coordinate >= shape.parameters()) {
                throw new AssertionError(coordinate + " after " + last[0]);
            }
            last[0] = coordinate;
        };
        boolean accepted = true;
        try {
            codec.decode(data, shape, sink);
        } catch (UpdateFormatException e) {
            accepted = false;
            if (!e.getMessage().matches("[a-z]+: .*")) {
                throw new AssertionError(e);
            }
        }
        return accepted;
    }

    /** Once more: what classes take when they are loaded does not count. */
    private void assertTakesLittle(UpdateCodec codec, byte[] data, UpdateShape shape) {
        long before = threads.getCurrentThreadAllocatedBytes();
        decode(codec, data, shape);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(bound(codec, data, shape));
    }

    private static long bound(UpdateCodec codec, byte[] data, UpdateShape shape) {
        // Dense codecs may take what the model needs, 5 bytes for a coordinate.
        int perCoordinate = codec.name().startsWith("dense") ? 5 : 0;
        return CONSTANT_BYTES + 4L * data.length + (long) perCoordinate * shape.parameters();
    }

    private static byte[] mutant(SplittableRandom random, byte[] first, byte[] second) {
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(first, random.nextInt(first.length + 8));
            case 1 -> spliced(first, second, random.nextInt(Math.min(first.length, second.length)));
            case 2 -> {
                byte[] data = first.clone();
                data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                yield data;
            }
            case 3 -> {
                // Behind a header that is as it has to be.
                byte[] data = new byte[random.nextInt(6, 200)];
                random.nextBytes(data);
                System.arraycopy(first, 0, data, 0, Math.min(6, first.length));
                yield data;
            }
            case 4 -> {
                byte[] data = first.clone();
                int from = random.nextInt(data.length);
                // Huge counts, and whatever the coder makes of ones or zeros only.
                Arrays.fill(data, from, random.nextInt(from, data.length) + 1, (byte) (random.nextBoolean() ? -1 : 0));
                yield data;
            }
            default -> {
                byte[] data = new byte[random.nextInt(100)];
                random.nextBytes(data);
                yield data;
            }
        };
    }

    private static byte[] spliced(byte[] first, byte[] second, int at) {
        byte[] data = second.clone();
        System.arraycopy(first, 0, data, 0, at);
        return data;
    }
}
