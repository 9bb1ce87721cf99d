package org.fogward.models.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.unit.Step;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Writes a network's steps down as a Deeplearning4j graph. Its inputs are the values, the levels that a frozen front set aside, the
 * features where there are any, and the dropout mask, each as rows.
 */
final class UnitGraph {

    private static final String VALUES = "values";
    private static final String LEVELS = "levels-input";
    private static final String FEATURES = "features-input";
    private static final String MASK = "mask";

    private UnitGraph() {}

    static ComputationGraphConfiguration of(
            Architecture architecture, FrontRows front, List<Step> steps, HeapParameters heap) {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .updater(new NoOp())
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
                .graphBuilder();
        Map<String, Integer> inputs = new LinkedHashMap<>();
        inputs.put(VALUES, front.main());
        inputs.put(LEVELS, front.levelWidth());
        inputs.put(FEATURES, architecture.features());
        inputs.put(MASK, architecture.dropoutWidth());
        inputs.values().removeIf(width -> width == 0);
        graph.addInputs(inputs.keySet());
        graph.setInputTypes(inputs.values().stream().map(InputType::feedForward).toArray(InputType[]::new));
        List<String> levels = new ArrayList<>();
        if (front.levelWidth() > 0) {
            levels.add(LEVELS);
        }
        String last = VALUES;
        for (Step step : steps) {
            switch (step) {
                case Step.Compute compute ->
                    graph.addLayer(step.name(), new UnitLayer(compute, heap, last.equals(VALUES)), last);
                case Step.Level level -> {
                    graph.addLayer(
                            level.name(),
                            new UnitLayer(new Step.Compute(level.name(), 0, level.unit()), heap, false),
                            last);
                    levels.add(level.name());
                    continue;
                }
                case Step.JoinLevels _ ->
                    graph.addVertex(step.name(), new MergeVertex(), levels.toArray(String[]::new));
                case Step.Join _ -> graph.addVertex(step.name(), new MergeVertex(), last, FEATURES);
                case Step.Drop _ ->
                    graph.addVertex(step.name(), new ElementWiseVertex(ElementWiseVertex.Op.Product), last, MASK);
                case Step.Classify classify -> graph.addLayer(step.name(), logits(classify), last);
            }
            last = step.name();
        }
        return graph.setOutputs(last).build();
    }

    private static OutputLayer logits(Step.Classify step) {
        return new OutputLayer.Builder(new WeightedCrossEntropy())
                .nIn(step.inputs())
                .nOut(step.classes())
                .activation(Activation.SOFTMAX)
                .build();
    }
}
