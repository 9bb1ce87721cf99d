package org.fogward.models.unit;

import java.util.List;

/** Finds where a network's trained part begins when its first blocks keep their parameters. */
public final class FrozenFront {

    private FrozenFront() {}

    /**
     * How many steps are frozen: the blocks, what comes before them, and poolings and levels right after them. A block is an inverted residual
     * block, or, in networks without any, a convolution.
     *
     * @param blocks how many blocks keep their parameters, from 0
     * @throws IllegalArgumentException if there are fewer blocks
     */
    public static int steps(List<Step> steps, int blocks) {
        boolean residual = steps.stream().anyMatch(step -> isBlock(step, true));
        int left = blocks;
        int end = 0;
        for (int i = 0; i < steps.size() && left > 0 && !isAverage(steps.get(i)); i++) {
            if (isBlock(steps.get(i), residual)) {
                left--;
                end = i + 1;
            }
        }
        if (left > 0) {
            throw new IllegalArgumentException(
                    "frozenBlocks: " + blocks + ", but the network has " + (blocks - left) + " blocks");
        }
        while (end > 0 && belongsToBlock(steps.get(end))) {
            end++;
        }
        return end;
    }

    private static boolean belongsToBlock(Step step) {
        return step instanceof Step.Level
                || step instanceof Step.JoinLevels
                || step instanceof Step.Compute next && next.unit() instanceof PoolingUnit;
    }

    private static boolean isBlock(Step step, boolean residual) {
        if (!(step instanceof Step.Compute compute)) {
            return false;
        }
        return residual ? compute.unit() instanceof InvertedResidualUnit : compute.unit() instanceof ConvolutionUnit;
    }

    private static boolean isAverage(Step step) {
        return step instanceof Step.Compute compute && compute.unit() instanceof AverageUnit;
    }
}
