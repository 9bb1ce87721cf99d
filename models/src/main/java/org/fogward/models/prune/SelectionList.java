package org.fogward.models.prune;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fogward.models.architecture.BlockLayers;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;

/** Collects the indices of what is kept, segment by segment, in the order of the smaller model's layout. */
final class SelectionList {

    private final Map<String, Cut> cuts = new HashMap<>();
    private final IntStream.Builder sources = IntStream.builder();

    /**
     * How a layer gets smaller.
     *
     * @param hidden hidden channels before
     * @param channels those that stay
     * @param byRow whether each hidden channel has a row of weights, otherwise a column
     */
    private record Cut(int hidden, List<Integer> channels, boolean byRow) {}

    private SelectionList(KeptChannels kept) {
        for (int i = 0; i < kept.channels().size(); i++) {
            BlockLayers layers = new BlockLayers(i + 1);
            int hidden = kept.from().blocks().get(i).hidden();
            Cut columns = new Cut(hidden, kept.channels().get(i), false);
            cuts.put(layers.expand(), columns);
            cuts.put(layers.expandNorm(), columns);
            cuts.put(layers.depthwise(), columns);
            cuts.put(layers.depthwiseNorm(), columns);
            cuts.put(layers.project(), new Cut(hidden, kept.channels().get(i), true));
        }
    }

    static ParameterSelection of(KeptChannels kept) {
        SelectionList list = new SelectionList(kept);
        ParameterLayout layout = ParameterLayout.of(kept.from());
        layout.segments().forEach(list::append);
        return new ParameterSelection(layout.parameters(), list.sources.build().toArray());
    }

    private void append(Segment segment) {
        Optional<Cut> cut = Optional.ofNullable(cuts.get(segment.layer()));
        if (cut.isEmpty()) {
            append(segment.offset(), segment.length());
        } else if (cut.get().byRow()) {
            int width = segment.length() / cut.get().hidden();
            cut.get().channels().forEach(channel -> append(segment.offset() + channel * width, width));
        } else {
            // A normalisation's run is a single row.
            for (int row = segment.offset();
                    row < segment.end();
                    row += cut.get().hidden()) {
                for (int channel : cut.get().channels()) {
                    sources.add(row + channel);
                }
            }
        }
    }

    private void append(int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            sources.add(i);
        }
    }
}
