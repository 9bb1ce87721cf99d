package org.fogward.protocol.update;

import java.util.Arrays;
import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/** Sums of an analytic round. The first byte is their number. */
public final class WholeNumberFuzz implements FuzzTarget {
    private final WholeNumberCodec codec = new WholeNumberCodec();

    @Override
    public List<byte[]> seeds() {
        return List.of(
                seed(), seed(0), seed(1, -1, Long.MIN_VALUE, Long.MAX_VALUE), seed(1L << 40, 3L << 40, 5L << 41, 0, 0));
    }

    private byte[] seed(long... numbers) {
        byte[] data = codec.encode(numbers);
        byte[] seed = new byte[data.length + 1];
        seed[0] = (byte) numbers.length;
        System.arraycopy(data, 0, seed, 1, data.length);
        return seed;
    }

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] data = Arrays.copyOfRange(input, 1, input.length);
        try {
            long[] numbers = codec.decode(data, input[0] & 0xff);
            Promise.same(numbers.length, input[0] & 0xff);
            Promise.same(codec.encode(numbers), data);
        } catch (UpdateFormatException e) {
            Promise.namesField(e);
        }
    }

    @Override
    public long mostBytes() {
        return 256 << 10;
    }
}
