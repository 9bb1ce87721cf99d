package org.fogward.models.cost;

import java.util.List;
import org.fogward.models.architecture.LayerPlan;

/** Outputs that a later addition still waits for. */
final class Shortcuts {

    private Shortcuts() {}

    /** Values in memory beside a layer's input and output, because an addition there or later takes them. */
    static long waiting(List<LayerCost> layers, int at) {
        long values = 0;
        for (int later = at; later < layers.size(); later++) {
            if (layers.get(later).layer() instanceof LayerPlan.Addition addition) {
                int source = indexOf(layers, addition.shortcut());
                if (source < at - 1 || (source == at - 1 && layers.get(at).worksInPlace())) {
                    values += layers.get(source).output().values();
                }
            }
        }
        return values;
    }

    private static int indexOf(List<LayerCost> layers, String name) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).layer().name().equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException("layer " + name + ": an addition takes it, but there is none");
    }
}
