package org.fogward.models.network;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.kernel.Kernels;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.unit.FrozenFront;
import org.fogward.models.unit.Scratch;
import org.fogward.models.unit.Step;
import org.fogward.models.unit.StepPlan;
import org.fogward.models.unit.Surroundings;
import org.fogward.models.unit.Unit.Mode;
import org.fogward.models.unit.Workers;

/**
 * A Deeplearning4j graph whose layers are units. Batches train through the graph; single examples take the units alone, since for
 * them the graph costs more than the network.
 */
final class GraphNetwork implements Network {

    private final Architecture architecture;
    private final int classes;
    private final ParameterLayout layout;
    private final List<Segment> learnt;
    private final Workers workers;
    private final HeapParameters heap;
    private final StepChain chain;
    private final int frozenSteps;
    private final int classifierSteps;
    private final int frozenParameters;
    private final FrontRows frontRows;
    private final ComputationGraph graph;
    private final ExampleClipping clipping;
    private Optional<GraphInputs> inputs = Optional.empty();

    private GraphNetwork(ModelSpec spec, int frozenBlocks, Kernels kernels, int threads) {
        this.architecture = Architecture.of(spec);
        this.classes = spec.classes().size();
        this.layout = ParameterLayout.of(architecture);
        this.workers = new Workers(threads);
        this.heap = new HeapParameters(layout.parameters());
        List<Step> steps = StepPlan.of(architecture, new Surroundings(kernels, workers, new Scratch()));
        this.chain = new StepChain(steps);
        this.classifierSteps = steps.stream().map(Step::name).toList().indexOf(Architecture.DROPOUT);
        this.frozenSteps = FrozenFront.steps(steps, frozenBlocks);
        this.frontRows =
                FrontRows.of(steps.subList(0, frozenSteps), spec.input().values());
        List<Step> trained = steps.subList(frozenSteps, steps.size());
        this.frozenParameters = steps.subList(0, frozenSteps).stream()
                .filter(Step.Compute.class::isInstance)
                .mapToInt(step -> end((Step.Compute) step))
                .max()
                .orElse(0);
        this.learnt = layout.segments(kind -> !kind.isStatistic()).stream()
                .filter(segment -> segment.offset() >= frozenParameters)
                .toList();
        this.clipping = new ExampleClipping(chain, frozenSteps, learnt);
        this.graph = new ComputationGraph(UnitGraph.of(architecture, frontRows, trained, heap));
    }

    /**
     * Makes a network.
     *
     * @throws IllegalArgumentException if more blocks are to be frozen than there are
     */
    static GraphNetwork create(ModelSpec spec, int frozenBlocks, Kernels kernels, int threads) {
        GraphNetwork network = new GraphNetwork(spec, frozenBlocks, kernels, threads);
        network.graph.init();
        long expected = network.layout.parameters() - network.frozenParameters;
        if (network.graph.numParams() != expected) {
            throw new IllegalStateException(
                    "the engine has " + network.graph.numParams() + " parameters where the layout has " + expected);
        }
        return network;
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public void load(float[] parameters) {
        GraphInputs.requireLength("parameters", parameters, layout.parameters());
        System.arraycopy(parameters, 0, heap.parameters(), 0, parameters.length);
        NativeFloats.write(parameters, frozenParameters, graph.params());
    }

    @Override
    public void store(float[] parameters) {
        System.arraycopy(heap.parameters(), 0, parameters, 0, parameters.length);
    }

    @Override
    public double gradient(Batch batch, Statistics statistics, float[] into) {
        heap.setMode(statistics == Statistics.OF_BATCH ? Mode.TRAIN : Mode.TRAIN_FROZEN);
        GraphInputs arrays = arrays(batch.size());
        graph.setInputs(arrays.inputs(batch, batch.dropout()));
        graph.setLabels(arrays.labels(batch));
        graph.computeGradientAndScore();
        Arrays.fill(into, 0, frozenParameters, 0f);
        NativeFloats.readAll(graph.getFlattenedGradients(), into, frozenParameters);
        graph.clear();
        // The layers sum over the batch, except for running statistics, which they step once.
        scale(into, 1f / batch.size());
        return graph.score();
    }

    @Override
    public void measureStatistics(Batch batch, float[] into) {
        int size = batch.size();
        float[] steps = new float[layout.parameters()];
        chain.gradient(
                0,
                heap.parameters(),
                new Batch(
                        size,
                        batch.values(),
                        batch.features(),
                        new float[size * classes],
                        new float[size],
                        Dropout.NONE),
                Mode.TRAIN,
                steps);
        double share = 1 - LayerPlan.BatchNormalization.DECAY;
        for (Segment segment : layout.segments(ParameterKind::isStatistic)) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                into[i] = (float) (heap.parameters()[i] - steps[i] / share);
            }
        }
    }

    @Override
    public double clippedGradient(Batch batch, double longest, float[] into) {
        return clipping.gradient(heap.parameters(), batch, longest, into);
    }

    @Override
    public float[] front(Batch batch) {
        checkExamples(batch);
        return chain.front(frozenSteps, heap.parameters(), batch);
    }

    @Override
    public int frontOutputs() {
        return frontRows.width();
    }

    @Override
    public int frontParameters() {
        return frozenParameters;
    }

    @Override
    public float[] features(Batch batch) {
        checkExamples(batch);
        return chain.front(classifierSteps, heap.parameters(), batch);
    }

    @Override
    public int featureCount() {
        return architecture.dropoutWidth();
    }

    @Override
    public float[] probabilities(Batch batch) {
        checkExamples(batch);
        return chain.probabilities(heap.parameters(), batch);
    }

    @Override
    public void close() {
        inputs.ifPresent(GraphInputs::close);
        graph.close();
        workers.close();
    }

    private void checkExamples(Batch batch) {
        GraphInputs.requireLength(
                "values", batch.values(), batch.size() * architecture.input().values());
        GraphInputs.requireLength("features", batch.features(), batch.size() * architecture.features());
    }

    private static int end(Step.Compute step) {
        return step.at() + step.unit().parameters();
    }

    private void scale(float[] gradient, float factor) {
        for (Segment segment : learnt) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                gradient[i] *= factor;
            }
        }
    }

    private GraphInputs arrays(int size) {
        if (inputs.isEmpty() || inputs.get().size() != size) {
            inputs.ifPresent(GraphInputs::close);
            inputs = Optional.of(new GraphInputs(architecture, frontRows, classes, size));
        }
        return inputs.get();
    }
}
