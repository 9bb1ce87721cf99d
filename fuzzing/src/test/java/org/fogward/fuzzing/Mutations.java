package org.fogward.fuzzing;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes inputs out of others, the same ones each time: what a build tries without knowing which branches it reaches. */
final class Mutations {
    private static final int[] EDGES = {0, 1, 0x7f, 0x80, 0xff, '"', '{', '[', ',', ':', '\n', '-', '9'};

    private final List<byte[]> corpus;
    private final SplittableRandom random;

    Mutations(List<byte[]> corpus, long seed) {
        this.corpus = List.copyOf(corpus);
        this.random = new SplittableRandom(seed);
    }

    byte[] next() {
        byte[] input = any().clone();
        for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] changed(byte[] input) {
        if (input.length == 0) {
            return random.nextBoolean() ? noise() : any().clone();
        }
        int at = random.nextInt(input.length);
        switch (random.nextInt(8)) {
            case 0 -> input[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 1 -> input[at] = (byte) random.nextInt();
            case 2 -> input[at] = (byte) EDGES[random.nextInt(EDGES.length)];
            case 3 -> {
                return Arrays.copyOf(input, at);
            }
            case 4 -> {
                return spliced(Arrays.copyOf(input, at), noise(), Arrays.copyOfRange(input, at, input.length));
            }
            case 5 -> {
                int to = random.nextInt(at, Math.min(input.length, at + 16) + 1);
                return spliced(Arrays.copyOf(input, at), Arrays.copyOfRange(input, to, input.length));
            }
            case 6 -> {
                byte[] other = any();
                int from = random.nextInt(other.length + 1);
                return spliced(Arrays.copyOf(input, at), Arrays.copyOfRange(other, from, other.length));
            }
            default ->
                Arrays.fill(input, at, Math.min(input.length, at + random.nextInt(1, 9)), (byte)
                        EDGES[random.nextInt(EDGES.length)]);
        }
        return input;
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(1, 12)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] spliced(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
