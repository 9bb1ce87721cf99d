package org.fogward.models.exchange;

import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.parameter.Segment;

/** Names the tensors of a weights file. */
sealed interface Naming permits TorchvisionNaming, SegmentNaming {

    /** The tensor of a layer's segment. */
    Slot slot(LayerPlan layer, Segment segment);
}
