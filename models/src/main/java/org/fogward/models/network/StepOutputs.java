package org.fogward.models.network;

import java.util.ArrayList;
import java.util.List;
import org.fogward.models.unit.Step;

/** What the steps of a chain gave last, and the levels among it. Not thread-safe. */
final class StepOutputs {

    private final List<Step> steps;
    private final List<float[]> arrays = new ArrayList<>();

    StepOutputs(List<Step> steps) {
        this.steps = steps;
        steps.forEach(step -> arrays.add(new float[0]));
    }

    /** Numbers per example that a step gives. */
    static int width(Step step) {
        return switch (step) {
            case Step.Compute compute -> compute.unit().outputs();
            case Step.Level level -> level.unit().outputs();
            case Step.JoinLevels join -> join.width();
            case Step.Join join -> join.before() + join.features();
            case Step.Drop drop -> drop.width();
            case Step.Classify classify -> classify.classes();
        };
    }

    /** What a step gave. */
    float[] of(int step) {
        return arrays.get(step);
    }

    /** Room for what a step gives. */
    float[] of(int step, int length) {
        if (arrays.get(step).length < length) {
            arrays.set(step, new float[length]);
        }
        return arrays.get(step);
    }

    /** How many numbers per example come to a step from the one before. */
    int passedOn(int end, Batch batch) {
        return rowsBefore(end, batch).main();
    }

    /** What leaves a front that ends before a step: what it passes on, and the levels that it set aside. */
    float[] pack(int end, float[] passedOn, Batch batch) {
        FrontRows rows = rowsBefore(end, batch);
        float[] front = new float[batch.size() * rows.width()];
        rows.put(passedOn, 0, rows.main(), front, batch.size());
        eachLevel(end, rows.main(), (level, column, width) -> rows.put(of(level), column, width, front, batch.size()));
        return front;
    }

    /** Puts what left a front where the steps behind it look for it. */
    float[] unpack(int first, Batch batch) {
        FrontRows rows = rowsBefore(first, batch);
        if (rows.levels().isEmpty()) {
            return batch.values();
        }
        float[] passedOn = new float[batch.size() * rows.main()];
        rows.copy(batch.values(), 0, rows.main(), passedOn, batch.size());
        eachLevel(
                first,
                rows.main(),
                (level, column, width) ->
                        rows.copy(batch.values(), column, width, of(level, batch.size() * width), batch.size()));
        return passedOn;
    }

    /** Writes all levels, one after the other. */
    void join(int index, Step.JoinLevels join, float[] out, int size) {
        FrontRows row = new FrontRows(join.width(), List.of());
        eachLevel(index, 0, (level, column, width) -> row.put(of(level), column, width, out, size));
    }

    /** Takes the gradient of all levels apart. What came out is not needed any more, so its place takes it. */
    void split(int index, Step.JoinLevels join, float[] gradient, int size) {
        FrontRows row = new FrontRows(join.width(), List.of());
        eachLevel(index, 0, (level, column, width) -> row.copy(gradient, column, width, of(level), size));
    }

    private FrontRows rowsBefore(int end, Batch batch) {
        return FrontRows.of(steps.subList(0, end), batch.values().length / batch.size());
    }

    /** A level and its place in a row. */
    private interface Place {
        void at(int level, int column, int width);
    }

    /** Goes through the levels that are set aside before a step, and not joined. */
    private void eachLevel(int end, int from, Place place) {
        List<Integer> levels = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            if (steps.get(i) instanceof Step.Level) {
                levels.add(i);
            } else if (steps.get(i) instanceof Step.JoinLevels) {
                levels.clear();
            }
        }
        int column = from;
        for (int level : levels) {
            int width = width(steps.get(level));
            place.at(level, column, width);
            column += width;
        }
    }
}
