package org.fogward.protocol.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;
import org.junit.jupiter.api.Test;

class MaskedRandomUpdateCodecTest {
    private static final UpdateShape SHAPE = UpdateShape.of(List.of(
            new Segment(5_000, 10, Travel.CHOSEN),
            new Segment(20, 1, Travel.NOTHING),
            new Segment(30, 1, Travel.WHOLE),
            new Segment(5_000, 10, Travel.CHOSEN)));

    private final UpdateCodec codec = new MaskedRandomUpdateCodec();

    @Test
    void gateways_with_the_same_seed_send_the_same_coordinates() throws Exception {
        List<Integer> drawn = drawn(1, 4);
        assertThat(drawn(-0.3f, 4)).isEqualTo(drawn);
        assertThat(drawn(1, 5)).isNotEqualTo(drawn);
    }

    @Test
    void as_many_are_drawn_as_the_density_says() throws Exception {
        List<Integer> drawn = drawn(1, 4);
        assertThat(drawn.stream().filter(i -> i < 5_000 || i >= 5_050)).hasSize(200);
        assertThat(drawn).containsAll(IntStream.range(5_020, 5_050).boxed().toList());
        assertThat(drawn.stream().filter(i -> i >= 5_000 && i < 5_020)).isEmpty();
    }

    @Test
    void every_coordinate_is_drawn_as_often() {
        UpdateShape shape = UpdateShape.flat(100);
        int[] times = new int[100];
        int[] coordinates = new int[256];
        for (int seed = 0; seed < 30_000; seed++) {
            int count = new DrawnCoordinates(shape, seed, 7).next(coordinates);
            assertThat(count).isEqualTo(7);
            for (int i = 0; i < count; i++) {
                times[coordinates[i]]++;
            }
        }
        for (int time : times) {
            assertThat(time).isBetween(1_800, 2_400);
        }
    }

    @Test
    void values_are_off_by_a_127th_of_the_largest_of_their_block() throws Exception {
        float[] values = new float[SHAPE.parameters()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        codec.decode(
                codec.encode(values.clone(), SHAPE, new EncodingOptions(0.3, 1, 4)),
                SHAPE,
                (i, value) -> assertThat(Math.abs(value - values[i])).isLessThan(1 / 127f));
    }

    @Test
    void refuses_what_no_encoder_writes() {
        byte[] data = codec.encode(new float[SHAPE.parameters()], SHAPE, new EncodingOptions(0.3, 1, 4));
        byte[] bits = data.clone();
        bits[1] = 0x16;
        assertThatThrownBy(() -> codec.decode(bits, SHAPE)).hasMessageStartingWith("format:");
        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(data, data.length + 1), SHAPE))
                .hasMessageStartingWith("end:");
    }

    private List<Integer> drawn(float value, long seed) throws UpdateFormatException {
        float[] values = new float[SHAPE.parameters()];
        Arrays.fill(values, value);
        List<Integer> drawn = new ArrayList<>();
        codec.decode(codec.encode(values, SHAPE, new EncodingOptions(0.02, 1, seed)), SHAPE, (i, v) -> drawn.add(i));
        return drawn;
    }
}
