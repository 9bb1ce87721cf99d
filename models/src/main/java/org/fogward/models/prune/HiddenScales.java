package org.fogward.models.prune;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fogward.models.architecture.BlockLayers;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelSpec;

/**
 * Where the factors lie that batch normalisation gives the hidden channels of a block.
 *
 * @param channels hidden channels
 * @param offsets index of the first factor of each normalisation that they go through: one or two
 */
record HiddenScales(int channels, List<Integer> offsets) {

    /** Those of every block, in order. */
    static List<HiddenScales> of(ModelSpec spec) {
        List<Segment> scales = ParameterLayout.of(spec).segments(kind -> kind == ParameterKind.BN_SCALE);
        List<HiddenScales> blocks = new ArrayList<>();
        for (int i = 0; i < spec.blocks().size(); i++) {
            BlockLayers layers = new BlockLayers(i + 1);
            Set<String> norms = Set.of(layers.expandNorm(), layers.depthwiseNorm());
            List<Integer> offsets = scales.stream()
                    .filter(scale -> norms.contains(scale.layer()))
                    .map(Segment::offset)
                    .toList();
            blocks.add(new HiddenScales(spec.blocks().get(i).hidden(), offsets));
        }
        return blocks;
    }
}
