package org.fogward.models.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fogward.models.Models;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.InvertedResidual;
import org.junit.jupiter.api.Test;

class KeptChannelsTest {

    private static final Pattern BLOCK = Pattern.compile("block(\\d+)-(.*)/.*");
    private static final List<InvertedResidual> BLOCKS = Models.MOBILENET.blocks();

    private final KeptChannels kept = TrainedModels.twoThirds(Models.MOBILENET);
    private final ParameterLayout before = ParameterLayout.of(Models.MOBILENET);
    private final ParameterLayout after = ParameterLayout.of(kept.spec());

    @Test
    void the_smaller_model_has_the_channels_that_stay() {
        assertThat(kept.spec().hidden())
                .isEqualTo(kept.channels().stream().map(List::size).toList())
                .isNotEqualTo(Models.MOBILENET.blocks().stream()
                        .map(InvertedResidual::hidden)
                        .toList());
        assertThat(kept.selection().from()).isEqualTo(before.parameters());
        assertThat(kept.selection().to()).isEqualTo(after.parameters());
    }

    @Test
    void each_parameter_comes_from_its_channel_of_the_same_segment() {
        // Every parameter says where it lies: the segment, the position in it.
        float[] segments = new float[before.parameters()];
        float[] positions = new float[before.parameters()];
        for (int s = 0; s < before.segments().size(); s++) {
            Segment segment = before.segments().get(s);
            for (int i = 0; i < segment.length(); i++) {
                segments[segment.offset() + i] = s;
                positions[segment.offset() + i] = i;
            }
        }
        float[] newSegments = kept.selection().apply(segments);
        float[] newPositions = kept.selection().apply(positions);

        for (int s = 0; s < after.segments().size(); s++) {
            Segment segment = after.segments().get(s);
            assertThat(segment.name()).isEqualTo(before.segments().get(s).name());
            float[] expectedSegments = new float[segment.length()];
            float[] expectedPositions = new float[segment.length()];
            for (int i = 0; i < segment.length(); i++) {
                expectedSegments[i] = s;
                expectedPositions[i] = source(segment, i);
            }
            assertThat(Arrays.copyOfRange(newSegments, segment.offset(), segment.end()))
                    .isEqualTo(expectedSegments);
            assertThat(Arrays.copyOfRange(newPositions, segment.offset(), segment.end()))
                    .isEqualTo(expectedPositions);
        }
    }

    private int source(Segment segment, int position) {
        Matcher layer = BLOCK.matcher(segment.name());
        if (!layer.matches() || layer.group(2).equals("project-norm")) {
            return position;
        }
        int index = Integer.parseInt(layer.group(1)) - 1;
        List<Integer> channels = kept.channels().get(index);
        InvertedResidual block = BLOCKS.get(index);
        return layer.group(2).equals("project")
                ? channels.get(position / block.out()) * block.out() + position % block.out()
                : position / channels.size() * block.hidden() + channels.get(position % channels.size());
    }

    @Test
    void refuses_channels_that_a_block_does_not_have() {
        refused(1, List.of(0, 1, 2, 3, 4, 5, 6, 48), "channels[1]: 48 is not an ascending index below 48");
        refused(1, List.of(0, 1, 2, 3, 4, 5, 7, 6), "channels[1]: 6 is not an ascending index");
        refused(1, List.of(0, 1, 2, 3, 4, 5, 6, 6), "channels[1]: 6 is not an ascending index");
        refused(2, List.of(-1, 1, 2, 3, 4, 5, 6, 7), "channels[2]: -1 is not an ascending index");
        refused(2, List.of(0, 1, 2), "hidden[2]: 3 is not a positive multiple of 8");
        refused(0, List.of(0, 1, 2, 3, 4, 5, 6, 7), "hidden[0]: 8 is not 16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeptChannels(Models.MOTION, List.of()))
                .withMessageStartingWith("channels");
    }

    @Test
    void selections_refuse_arrays_of_another_length_and_indices_beyond_the_end() {
        ParameterSelection selection = new ParameterSelection(4, 3, 0, 0);
        assertThat(selection.apply(new float[] {5, 6, 7, 8})).containsExactly(8, 5, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> selection.apply(new float[3]))
                .withMessage("values: 3 where the selection takes 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> selection.then(selection))
                .withMessageStartingWith("next");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParameterSelection(4, 1, 4))
                .withMessageStartingWith("sources[1]: 4");
    }

    private void refused(int block, List<Integer> channels, String problem) {
        List<List<Integer>> all = new ArrayList<>(kept.channels());
        all.set(block, channels);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeptChannels(Models.MOBILENET, all))
                .withMessageStartingWith(problem);
    }
}
