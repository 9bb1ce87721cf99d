package org.fogward.models.analytic;

import org.fogward.models.architecture.Architecture;

/** What a task's model gives its classifier to look at, and what is left of that after the projection. */
final class HeadFeatures {

    private HeadFeatures() {}

    static int count(AnalyticTask task) {
        return Architecture.of(task.model()).dropoutWidth();
    }

    static int dimensions(AnalyticTask task) {
        int most = task.analytic().dimensions();
        return most == 0 ? count(task) : Math.min(count(task), most);
    }

    static Projection projection(AnalyticTask task, long seed) {
        return Projection.of(count(task), task.analytic().dimensions(), seed);
    }
}
