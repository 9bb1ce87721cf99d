package org.fogward.models.exchange;

import java.util.List;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;

/**
 * How the tensors of a weights file are named and laid out, and how its normalisations are meant.
 *
 * @param slots one for each segment of the model's parameters
 * @param epsilon what normalisation adds to the variance
 */
record Convention(List<Slot> slots, double epsilon) {

    /** The name of torchvision's first convolution. */
    static final String TORCHVISION_STEM = "features.0.0.weight";

    private static final double TORCH_EPSILON = 1e-5;

    Convention {
        slots = List.copyOf(slots);
    }

    /** Torchvision's for MobileNetV2; our own for what torchvision does not have. */
    static Convention of(ModelSpec spec) {
        Naming naming = isTorchvision(spec) ? new TorchvisionNaming() : new SegmentNaming();
        double epsilon = isTorchvision(spec) ? TORCH_EPSILON : LayerPlan.BatchNormalization.EPSILON;
        LayerPlans plans = LayerPlans.of(spec);
        return new Convention(
                ParameterLayout.of(spec).segments().stream()
                        .map(segment -> naming.slot(plans.of(segment), segment))
                        .toList(),
                epsilon);
    }

    private static boolean isTorchvision(ModelSpec spec) {
        return spec.family() == ModelFamily.MOBILENET && spec.features() == 0;
    }
}
