package org.fogward.models.architecture;

import org.fogward.models.spec.Head;
import org.fogward.models.spec.ModelSpec;

/** A plain image network of about 98,000 parameters, which learns from scratch where little data is spread thinly. */
final class CompactLayers {

    private static final int KERNEL = 3;
    private static final int POOL = 2;

    private CompactLayers() {}

    static void append(LayerChain chain, ModelSpec spec) {
        if (spec.head() == Head.LEVELS) {
            appendLevels(chain);
            return;
        }
        convolve(chain, "conv1", 16, 2);
        convolve(chain, "conv2", 32, 1).pool("pool2", POOL, POOL);
        convolve(chain, "conv3", 64, 1).pool("pool3", POOL, POOL);
        convolve(chain, "conv4", 128, 1).average().joinFeatures();
    }

    private static void appendLevels(LayerChain chain) {
        convolve(chain, "conv1", 16, 2).level("level1", 6);
        convolve(chain, "conv2", 32, 1).pool("pool2", POOL, POOL).level("level2", 4);
        convolve(chain, "conv3", 64, 1).pool("pool3", POOL, POOL).level("level3", 3);
        convolve(chain, "conv4", 128, 1).level("level4", 2).joinLevels().joinFeatures();
    }

    private static LayerChain convolve(LayerChain chain, String name, int out, int stride) {
        return chain.convolve(name, chain.scaled(out), KERNEL, KERNEL, stride).rectify(name + "-relu", false);
    }
}
