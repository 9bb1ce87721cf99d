package org.fogward.models.exchange;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.parameter.Segment;

/**
 * The names and order of {@code torchvision.models.mobilenet_v2}'s state dictionary. Block k is {@code features.k}; the
 * first block does not expand, so its parts have lower numbers. A head with levels, which torchvision does not have, adds
 * {@code levels.*}.
 */
final class TorchvisionNaming implements Naming {

    private static final Pattern BLOCK = Pattern.compile("block(\\d+)-(expand|depthwise|project)");
    private static final String NORM = "-norm";

    @Override
    public Slot slot(LayerPlan layer, Segment segment) {
        String parameter =
                switch (segment.kind()) {
                    case WEIGHT, BN_SCALE -> "weight";
                    case BIAS, BN_SHIFT -> "bias";
                    case BN_MEAN -> "running_mean";
                    case BN_VARIANCE -> "running_var";
                };
        String name = module(layer.name()) + "." + parameter;
        return switch (layer) {
            case LayerPlan.Convolution plan ->
                new Slot(
                        name,
                        List.of(plan.out(), plan.in(), plan.kernelHeight(), plan.kernelWidth()),
                        segment,
                        Orders.outputsFirst(plan));
            case LayerPlan.DepthwiseConvolution plan ->
                new Slot(
                        name,
                        List.of(plan.channels(), 1, plan.kernel(), plan.kernel()),
                        segment,
                        Orders.transposed(plan.kernel() * plan.kernel(), plan.channels()));
            case LayerPlan.Dense plan
            when parameter.equals("weight") ->
                new Slot(name, List.of(plan.out(), plan.in()), segment, IntUnaryOperator.identity());
            default -> new Slot(name, List.of(segment.length()), segment, IntUnaryOperator.identity());
        };
    }

    private static String module(String layer) {
        boolean normalizes = layer.endsWith(NORM);
        String convolution = normalizes ? layer.substring(0, layer.length() - NORM.length()) : layer;
        return switch (convolution) {
            case "stem" -> "features.0." + (normalizes ? 1 : 0);
            case "last" -> "features.18." + (normalizes ? 1 : 0);
            case "levels" -> "levels";
            case "output" -> "classifier.1";
            default -> inBlock(convolution, normalizes);
        };
    }

    private static String inBlock(String convolution, boolean normalizes) {
        Matcher matcher = BLOCK.matcher(convolution);
        if (!matcher.matches()) {
            throw new IllegalStateException("layer " + convolution + ": torchvision has none like it");
        }
        int block = Integer.parseInt(matcher.group(1));
        int expansion = block == 1 ? 0 : 1;
        String part =
                switch (matcher.group(2)) {
                    case "expand" -> "0." + (normalizes ? 1 : 0);
                    case "depthwise" -> expansion + "." + (normalizes ? 1 : 0);
                    default -> String.valueOf(expansion + (normalizes ? 2 : 1));
                };
        return "features." + block + ".conv." + part;
    }
}
