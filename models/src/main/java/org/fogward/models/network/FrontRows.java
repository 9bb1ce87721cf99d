package org.fogward.models.network;

import java.util.ArrayList;
import java.util.List;
import org.fogward.models.unit.Step;

/**
 * How the rows that leave a frozen front lie: what its last step passes on, then the levels that it set aside and that nobody has
 * joined yet. Immutable.
 *
 * @param main numbers per example that are passed on
 * @param levels numbers per example of each level
 */
record FrontRows(int main, List<Integer> levels) {

    FrontRows {
        levels = List.copyOf(levels);
    }

    /**
     * The rows that leave some steps.
     *
     * @param inputs numbers per example that go in
     */
    static FrontRows of(List<Step> front, int inputs) {
        int main = inputs;
        List<Integer> levels = new ArrayList<>();
        for (Step step : front) {
            switch (step) {
                case Step.Compute compute -> main = compute.unit().outputs();
                case Step.Level level -> levels.add(level.unit().outputs());
                case Step.JoinLevels join -> {
                    main = join.width();
                    levels.clear();
                }
                case Step.Join join -> main = join.before() + join.features();
                case Step.Drop drop -> main = drop.width();
                case Step.Classify classify -> main = classify.classes();
            }
        }
        return new FrontRows(main, levels);
    }

    /** Numbers per example of all levels. */
    int levelWidth() {
        return levels.stream().mapToInt(Integer::intValue).sum();
    }

    /** Numbers per example. */
    int width() {
        return main + levelWidth();
    }

    /** Copies some columns of each row. */
    void copy(float[] rows, int column, int columns, float[] to, int size) {
        for (int row = 0; row < size; row++) {
            System.arraycopy(rows, row * width() + column, to, row * columns, columns);
        }
    }

    /** Writes some columns of each row. */
    void put(float[] from, int column, int columns, float[] rows, int size) {
        for (int row = 0; row < size; row++) {
            System.arraycopy(from, row * columns, rows, row * width() + column, columns);
        }
    }
}
