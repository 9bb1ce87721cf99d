package org.fogward.models.exchange;

import java.util.HashMap;
import java.util.Map;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelSpec;

/** Finds the layer that a segment of parameters belongs to. */
record LayerPlans(Map<String, LayerPlan> byName) {

    static LayerPlans of(ModelSpec spec) {
        Map<String, LayerPlan> byName = new HashMap<>();
        Architecture.of(spec).layers().forEach(layer -> byName.put(layer.name(), layer));
        return new LayerPlans(byName);
    }

    LayerPlan of(Segment segment) {
        LayerPlan layer = byName.get(segment.layer());
        if (layer == null) {
            throw new IllegalStateException("segment " + segment.name() + " belongs to no layer");
        }
        return layer;
    }
}
