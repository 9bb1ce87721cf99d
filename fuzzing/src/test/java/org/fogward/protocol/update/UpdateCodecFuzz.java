package org.fogward.protocol.update;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/** Updates in every codec. The first byte chooses codec and shape. */
public final class UpdateCodecFuzz implements FuzzTarget {
    private static final List<UpdateShape> SHAPES = List.of(
            UpdateShape.flat(0),
            UpdateShape.flat(1),
            UpdateShape.flat(300),
            UpdateShape.of(List.of(
                    new UpdateShape.Segment(120, 12, UpdateShape.Travel.CHOSEN),
                    new UpdateShape.Segment(8, 1, UpdateShape.Travel.WHOLE),
                    new UpdateShape.Segment(5, 5, UpdateShape.Travel.NOTHING),
                    new UpdateShape.Segment(40, 40, UpdateShape.Travel.CHOSEN))));

    private final List<UpdateCodec> codecs = UpdateCodecs.names().stream()
            .map(name -> UpdateCodecs.named(name).orElseThrow())
            .toList();

    @Override
    public List<byte[]> seeds() {
        SplittableRandom random = new SplittableRandom(5);
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < codecs.size() * SHAPES.size(); i++) {
            UpdateShape shape = SHAPES.get(i / codecs.size());
            float[] values = new float[shape.parameters()];
            for (int j = 0; j < values.length; j++) {
                values[j] = random.nextInt(3) == 0 ? (float) random.nextGaussian() : 0;
            }
            byte[] data = codecs.get(i % codecs.size()).encode(values, shape, EncodingOptions.EVERYTHING);
            byte[] seed = new byte[data.length + 1];
            seed[0] = (byte) i;
            System.arraycopy(data, 0, seed, 1, data.length);
            seeds.add(seed);
        }
        return seeds;
    }

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int choice = Math.floorMod(input[0], codecs.size() * SHAPES.size());
        UpdateCodec codec = codecs.get(choice % codecs.size());
        UpdateShape shape = SHAPES.get(choice / codecs.size());
        byte[] data = Arrays.copyOfRange(input, 1, input.length);
        int[] last = {-1};
        try {
            codec.decode(data, shape, (coordinate, value) -> {
                Promise.that(coordinate > last[0] && coordinate < shape.parameters(), "coordinate: out of order");
                last[0] = coordinate;
            });
        } catch (UpdateFormatException e) {
            Promise.namesField(e);
        }
    }

    @Override
    public long mostBytes() {
        return 128 << 10;
    }
}
