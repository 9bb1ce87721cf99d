package org.fogward.models.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.data.SampleShape;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Writes an architecture down as a Deeplearning4j graph of stock layers, channels first, so that others can load it without
 * our code, and so that our own units can be checked against it. Its inputs are the values and the features where there are any.
 */
public final class StockGraph {

    private static final String VALUES = "values";
    private static final String FEATURES = "features-input";
    private static final String MASK = "mask";

    private final Architecture architecture;
    private final int classes;
    private final boolean masked;
    private final ILossFunction loss;
    private final GraphBuilder graph;
    private final List<String> levels = new ArrayList<>();
    private String last = VALUES;

    private StockGraph(Architecture architecture, DataType type, boolean masked, ILossFunction loss) {
        this.architecture = architecture;
        this.classes = ((LayerPlan.Dense) architecture.layers().getLast()).out();
        this.masked = masked;
        this.loss = loss;
        this.graph = new NeuralNetConfiguration.Builder()
                .dataType(type)
                .updater(new NoOp())
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
                .graphBuilder();
    }

    /** A graph that predicts, without dropout, under the library's own cross-entropy. */
    public static ComputationGraphConfiguration forPrediction(Architecture architecture, DataType type) {
        return new StockGraph(architecture, type, false, new LossMCXENT()).assemble();
    }

    /** A graph that trains: it has a further, last input, the factors that dropout multiplies with. */
    public static ComputationGraphConfiguration forTraining(
            Architecture architecture, DataType type, ILossFunction loss) {
        return new StockGraph(architecture, type, true, loss).assemble();
    }

    /** Whether examples are plain rows of numbers rather than images or signals. */
    public static boolean isFlat(SampleShape shape) {
        return shape.height() == 1 && shape.width() == 1;
    }

    private ComputationGraphConfiguration assemble() {
        SampleShape input = architecture.input();
        Map<String, InputType> inputs = new LinkedHashMap<>();
        inputs.put(
                VALUES,
                isFlat(input)
                        ? InputType.feedForward(input.channels())
                        : InputType.convolutional(input.height(), input.width(), input.channels(), CNN2DFormat.NCHW));
        if (architecture.features() > 0) {
            inputs.put(FEATURES, InputType.feedForward(architecture.features()));
        }
        if (masked) {
            inputs.put(MASK, InputType.feedForward(architecture.dropoutWidth()));
        }
        graph.addInputs(inputs.keySet());
        graph.setInputTypes(inputs.values().toArray(InputType[]::new));
        architecture.layers().forEach(this::append);
        return graph.setOutputs(Architecture.OUTPUT).build();
    }

    private void append(LayerPlan plan) {
        switch (plan) {
            case LayerPlan.Convolution convolution -> layer(plan, convolution(convolution));
            case LayerPlan.DepthwiseConvolution depthwise -> layer(plan, depthwise(depthwise));
            case LayerPlan.BatchNormalization norm -> layer(plan, normalization(norm));
            case LayerPlan.Rectifier rectifier ->
                layer(
                        plan,
                        new ActivationLayer.Builder()
                                .activation(rectifier.capped() ? Activation.RELU6 : Activation.RELU)
                                .build());
            case LayerPlan.MaximumPooling pooling ->
                layer(
                        plan,
                        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                                .kernelSize(pooling.height(), pooling.width())
                                .stride(pooling.height(), pooling.width())
                                .convolutionMode(ConvolutionMode.Same)
                                .build());
            case LayerPlan.GlobalAverage _ -> layer(plan, new GlobalPoolingLayer.Builder(PoolingType.AVG).build());
            case LayerPlan.Addition addition -> {
                graph.addVertex(
                        plan.name(), new ElementWiseVertex(ElementWiseVertex.Op.Add), addition.shortcut(), last);
                last = plan.name();
            }
            case LayerPlan.Level level -> level(level);
            case LayerPlan.LevelJoin _ -> {
                graph.addVertex(plan.name(), new MergeVertex(), levels.toArray(String[]::new));
                last = plan.name();
            }
            case LayerPlan.FeatureJoin _ -> {
                graph.addVertex(plan.name(), new MergeVertex(), last, FEATURES);
                last = plan.name();
            }
            case LayerPlan.Dropout _ when !masked -> {
                // Nothing is dropped in prediction.
            }
            case LayerPlan.Dropout _ -> {
                graph.addVertex(plan.name(), new ElementWiseVertex(ElementWiseVertex.Op.Product), last, MASK);
                last = plan.name();
            }
            case LayerPlan.Dense dense -> layer(plan, dense(dense));
        }
    }

    private void layer(LayerPlan plan, Layer layer) {
        graph.addLayer(plan.name(), layer, last);
        last = plan.name();
    }

    private void level(LayerPlan.Level plan) {
        SubsamplingLayer means = new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                .kernelSize(plan.height(), plan.width())
                .stride(plan.height(), plan.width())
                .build();
        graph.addLayer(plan.name(), means, last);
        String rows = plan.name() + "-row";
        graph.addVertex(
                rows,
                new PreprocessorVertex(new CnnToFeedForwardPreProcessor(plan.rows(), plan.columns(), plan.channels())),
                plan.name());
        levels.add(rows);
    }

    private static Layer convolution(LayerPlan.Convolution plan) {
        return new ConvolutionLayer.Builder(plan.kernelHeight(), plan.kernelWidth())
                .stride(plan.kernelHeight() == 1 && plan.kernelWidth() > 1 ? 1 : plan.stride(), plan.stride())
                .padding((plan.kernelHeight() - 1) / 2, (plan.kernelWidth() - 1) / 2)
                .convolutionMode(ConvolutionMode.Truncate)
                .nIn(plan.in())
                .nOut(plan.out())
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static Layer depthwise(LayerPlan.DepthwiseConvolution plan) {
        return new DepthwiseConvolution2D.Builder(plan.kernel(), plan.kernel())
                .stride(plan.stride(), plan.stride())
                .padding((plan.kernel() - 1) / 2, (plan.kernel() - 1) / 2)
                .convolutionMode(ConvolutionMode.Truncate)
                .nIn(plan.channels())
                .nOut(plan.channels())
                .depthMultiplier(1)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static Layer normalization(LayerPlan.BatchNormalization plan) {
        return new org.deeplearning4j.nn.conf.layers.BatchNormalization.Builder()
                .nIn(plan.channels())
                .nOut(plan.channels())
                .eps(LayerPlan.BatchNormalization.EPSILON)
                .decay(LayerPlan.BatchNormalization.DECAY)
                .useLogStd(false)
                .build();
    }

    private Layer dense(LayerPlan.Dense plan) {
        if (plan.name().equals(Architecture.OUTPUT)) {
            return new OutputLayer.Builder(loss)
                    .nIn(plan.in())
                    .nOut(classes)
                    .activation(Activation.SOFTMAX)
                    .build();
        }
        return new DenseLayer.Builder()
                .nIn(plan.in())
                .nOut(plan.out())
                .hasBias(plan.bias())
                .activation(Activation.IDENTITY)
                .build();
    }
}
