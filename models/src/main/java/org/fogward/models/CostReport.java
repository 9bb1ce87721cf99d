package org.fogward.models;

import java.io.PrintWriter;
import java.util.Locale;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.cost.LayerCost;
import org.fogward.models.cost.NetworkCost;
import org.fogward.models.spec.ModelSpec;

/** A model's layers and what they cost, as a table. */
record CostReport(NetworkCost cost) {

    private static final String ROW = "%-24s %-28s %-16s %12s %14s%n";

    static CostReport of(ModelSpec spec) {
        return new CostReport(NetworkCost.of(spec));
    }

    void print(PrintWriter out) {
        out.println();
        out.printf(Locale.ROOT, ROW, "layer", "form", "output", "parameters", "multiply-adds");
        for (LayerCost layer : cost.layers()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    layer.layer().name(),
                    form(layer.layer()),
                    layer.output(),
                    layer.parameters(),
                    layer.multiplyAdds());
        }
        out.printf(Locale.ROOT, ROW, "total", "", "", cost.parameters(), cost.multiplyAdds());
        out.println();
        out.println("memory of the parameters:   " + cost.parameterBytes() + " bytes");
        out.println("activations of one example: about " + cost.predictionBytes() + " bytes to predict, "
                + cost.trainingBytes() + " to train");
    }

    private static String form(LayerPlan layer) {
        return switch (layer) {
            case LayerPlan.Convolution plan ->
                "convolution %dx%d%s".formatted(plan.kernelHeight(), plan.kernelWidth(), stride(plan.stride()));
            case LayerPlan.DepthwiseConvolution plan ->
                "depthwise %dx%d%s".formatted(plan.kernel(), plan.kernel(), stride(plan.stride()));
            case LayerPlan.BatchNormalization _ -> "normalisation";
            case LayerPlan.Rectifier plan -> plan.capped() ? "relu6" : "relu";
            case LayerPlan.MaximumPooling plan -> "maximum of %dx%d".formatted(plan.height(), plan.width());
            case LayerPlan.Addition plan -> "plus " + plan.shortcut();
            case LayerPlan.GlobalAverage _ -> "average of all positions";
            case LayerPlan.Level plan -> "sets %dx%d areas aside".formatted(plan.rows(), plan.columns());
            case LayerPlan.LevelJoin _ -> "what was set aside";
            case LayerPlan.FeatureJoin _ -> "features appended";
            case LayerPlan.Dropout _ -> "dropout";
            case LayerPlan.Dense plan -> plan.bias() ? "dense with bias" : "dense";
        };
    }

    private static String stride(int stride) {
        return stride == 1 ? "" : " stride " + stride;
    }
}
