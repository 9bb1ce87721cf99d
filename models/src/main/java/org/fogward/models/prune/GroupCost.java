package org.fogward.models.prune;

import java.util.ArrayList;
import java.util.List;
import org.fogward.models.cost.NetworkCost;
import org.fogward.models.spec.ChannelWidth;
import org.fogward.models.spec.InvertedResidual;
import org.fogward.models.spec.ModelSpec;

/** What {@value ChannelWidth#STEP} hidden channels of a block cost. */
final class GroupCost {

    private GroupCost() {}

    /** Multiply-adds of each block's groups, however many it has; 0 where a block does not expand and so cannot lose one. */
    static List<Long> of(ModelSpec spec) {
        ModelSpec unpruned = spec.withHidden(List.of());
        List<Integer> hidden =
                unpruned.blocks().stream().map(InvertedResidual::hidden).toList();
        long all = NetworkCost.of(unpruned).multiplyAdds();
        List<Long> costs = new ArrayList<>();
        for (int i = 0; i < hidden.size(); i++) {
            List<Integer> without = new ArrayList<>(hidden);
            if (unpruned.blocks().get(i).expands()) {
                without.set(i, hidden.get(i) - ChannelWidth.STEP);
            }
            costs.add(all - NetworkCost.of(unpruned.withHidden(without)).multiplyAdds());
        }
        return costs;
    }
}
